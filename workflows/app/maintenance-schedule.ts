import {
  type Client,
  ScheduleAlreadyRunning,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client'
import { maintain } from './maintain.workflow'
import { mainQueue } from './request.model'

const schedule = {
  scheduleId: 'maintenance',
  spec: { intervals: [{ every: '6 hours' }] },
  action: {
    type: 'startWorkflow',
    workflowType: maintain.name,
    workflowId: 'maintenance',
    taskQueue: mainQueue,
    workflowExecutionTimeout: '5 hours',
  },
  policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' },
} satisfies ScheduleOptions

/** Makes the schedule `maintenance`, or brings the one that is there up to this version. Any number of workers may call it at once. */
export async function ensureMaintenance(client: Client): Promise<void> {
  try {
    await client.schedule.create({ ...schedule, state: { triggerImmediately: true } })
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error
    const { spec, action, policies } = schedule
    await client.schedule.getHandle('maintenance').update(old => ({ ...old, spec, action, policies }))
  }
}
