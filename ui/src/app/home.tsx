import { Navigate } from '@solidjs/router'
import { beginsWithFirstSteps } from './preferences'

/** Leads are where the day begins, once a workspace is at work. */
export const Home = () => <Navigate href={beginsWithFirstSteps() ? '/start' : '/leads'} />
