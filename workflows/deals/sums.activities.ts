import { foldDealSums } from '@sextant/db/deals/fold-deal-sums'
import { Context as Activity } from '@temporalio/activity'
import type { ActivityDeps } from '../app/deps'

export const sumActivities = ({ db }: ActivityDeps) => ({
  foldSums: async (): Promise<void> => {
    const { cancellationSignal, heartbeat } = Activity.current()
    await foldDealSums(db, {
      onSlice: () => {
        heartbeat()
        cancellationSignal.throwIfAborted()
      },
    })
  },
})

export type SumActivities = ReturnType<typeof sumActivities>
