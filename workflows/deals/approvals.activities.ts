import { remindApprovers } from '@sextant/db/deals/remind-approvers'
import type { ActivityDeps } from '../app/deps'

export const approvalActivities = ({ db, log, clock }: ActivityDeps) => ({
  remind: async (): Promise<void> => {
    const reminded = await remindApprovers({ db, clock })
    if (reminded) log.info('approvers reminded', { reminded })
  },
})

export type ApprovalActivities = ReturnType<typeof approvalActivities>
