import { tellLate } from '@sextant/db/response/tell-late'
import type { ActivityDeps } from '../app/deps'

export const responseActivities = ({ db, log, clock }: ActivityDeps) => ({
  tellLateLeads: async (): Promise<void> => {
    const told = await tellLate({ db, clock })
    if (told) log.info('leads were not answered in time', { told })
  },
})

export type ResponseActivities = ReturnType<typeof responseActivities>
