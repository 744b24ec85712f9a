import { Navigate } from '@solidjs/router'

/** Leads are where the day begins. */
export const ToLeads = () => <Navigate href="/leads" />
