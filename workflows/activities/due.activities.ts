import { extendSeries } from '@sextant/db/activities/extend-series'
import { tellDue } from '@sextant/db/activities/tell-due'
import type { ActivityDeps } from '../app/deps'

export const dueActivities = ({ db, log, clock }: ActivityDeps) => ({
  tellWhatIsDue: async (): Promise<void> => {
    const told = await tellDue({ db, clock })
    if (told) log.info('activities came due', { told })
    const made = await extendSeries({ db, clock })
    if (made) log.info('meetings of series made ahead', { made })
  },
})

export type DueActivities = ReturnType<typeof dueActivities>
