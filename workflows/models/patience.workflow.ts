import type { ActivityOptions } from '@temporalio/workflow'
import { trainingQueue } from '../app/request.model'

/**
 * For the work of models: a dead trainer is noticed after half a minute; an outage (of the database, of every trainer) is waited for, for half a
 * day, as imports do. What does not pass by waiting the activities themselves tell from it: that is not tried again.
 */
export const workOptions: ActivityOptions = {
  taskQueue: trainingQueue,
  startToCloseTimeout: '12 hours',
  heartbeatTimeout: '30 seconds',
  scheduleToCloseTimeout: '12 hours',
  // A training begins anew whenever it is broken off: its next attempt waits no longer for having been broken off often.
  retry: { initialInterval: '2 seconds', maximumInterval: '10 seconds' },
}
