import { proxyActivities } from '@temporalio/workflow'
import type { TicketActivities } from './tickets.activities'

const { closeSolvedTickets } = proxyActivities<TicketActivities>({
  startToCloseTimeout: '5 minutes',
  scheduleToCloseTimeout: '12 minutes',
  retry: { initialInterval: '5 seconds', maximumInterval: '1 minute' },
})

/** Run by the schedule `tickets`: what has been solved for long enough is closed. */
export async function closeSolved(): Promise<void> {
  await closeSolvedTickets()
}
