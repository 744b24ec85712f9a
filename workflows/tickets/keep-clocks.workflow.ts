import { proxyActivities, sleep } from '@temporalio/workflow'
import type { TicketActivities } from './tickets.activities'

const { keepClocksSome } = proxyActivities<TicketActivities>({
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '4 minutes',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '15 seconds' },
})

/** A run lasts about so long; the schedule begins the next. */
const runMs = 55_000

/**
 * Run by the schedule `service-levels`: tells of tickets that will be due soon or are late, sleeping until the moment at which the next one is, and counts clocks anew where a policy or a
 * calendar has changed. What is due, told and counted stands in rows, so a run that is lost is made up for by the next.
 */
export async function keepClocks(): Promise<void> {
  const end = Date.now() + runMs
  for (;;) {
    const waitMs = await keepClocksSome()
    if (waitMs > 0 && Date.now() + waitMs >= end) return
    if (waitMs > 0) await sleep(waitMs)
  }
}
