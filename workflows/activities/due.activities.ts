import { tellDue } from '@sextant/db/activities/tell-due'
import type { ActivityDeps } from '../app/deps'

export const dueActivities = ({ db, log, clock }: ActivityDeps) => ({
  tellWhatIsDue: async (): Promise<void> => {
    const told = await tellDue({ db, clock })
    if (told) log.info('activities came due', { told })
  },
})

export type DueActivities = ReturnType<typeof dueActivities>
