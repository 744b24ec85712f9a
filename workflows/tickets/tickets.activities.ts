import { recountSome } from '@sextant/db/service-levels/recount'
import { tellDue } from '@sextant/db/service-levels/tell-due'
import { closeSolved } from '@sextant/db/tickets/close-solved'
import { Context as Activity } from '@temporalio/activity'
import type { ActivityDeps } from '../app/deps'

/** So long a counting anew goes on before what is due meanwhile is told. */
const countMs = 5_000
/** What has become due at an earlier moment than was known is found after so long. */
const longestMs = 10_000

export const ticketActivities = ({ db, log, clock }: ActivityDeps) => ({
  /** Tells what is due and counts anew for a while. Gives for how long nothing is to be done; 0: there is more. */
  keepClocksSome: async (): Promise<number> => {
    const { told, nextAt } = await tellDue({ db, clock })
    if (told) log.info('tickets were told to be due', { told })
    const activity = Activity.current()
    const more = await recountSome(
      { db, clock },
      {
        maxMs: countMs,
        onSlice: lookedAt => {
          activity.heartbeat(lookedAt)
          activity.cancellationSignal.throwIfAborted()
        },
      },
    )
    if (more) return 0
    const untilNext = nextAt ? nextAt.getTime() - clock().getTime() : longestMs
    return Math.min(Math.max(untilNext, 1), longestMs)
  },
  closeSolvedTickets: async (): Promise<void> => {
    const closed = await closeSolved({ db, clock })
    if (closed) log.info('tickets that were solved are closed', { closed })
  },
})

export type TicketActivities = ReturnType<typeof ticketActivities>
