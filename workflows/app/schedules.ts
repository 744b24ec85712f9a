import {
  type Client,
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  type ScheduleOptions,
  ScheduleOverlapPolicy,
} from '@temporalio/client'
import { tellDueActivities } from '../activities/tell-due.workflow'
import { sealAuditEntries } from '../audit/seal-audit.workflow'
import { foldDealSums } from '../deals/fold-sums.workflow'
import { remindApprovers } from '../deals/remind-approvers.workflow'
import { buildFilterIndexes } from '../indexing/build-indexes.workflow'
import { rescoreAll } from '../models/rescore-all.workflow'
import { expireQuotes } from '../quotes/expire-quotes.workflow'
import { fetchAllRates } from '../rates/fetch-all-rates.workflow'
import { tellLate } from '../response/tell-late.workflow'
import { closeSolved } from '../tickets/close-solved.workflow'
import { keepClocks } from '../tickets/keep-clocks.workflow'
import { maintain } from './maintain.workflow'
import { mainQueue } from './request.model'

const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '1 day' } as const

/** What is done every so often. The first run of one with `triggerImmediately` is when it is made. A new one is one entry here. */
export const schedules = [
  {
    scheduleId: 'maintenance',
    spec: { intervals: [{ every: '6 hours' }] },
    action: {
      type: 'startWorkflow',
      workflowType: maintain.name,
      workflowId: 'maintenance',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '5 hours',
    },
    policies,
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'rescoring',
    // Scores that have not changed are written again only when they are a day old: twice a day leaves none much older than that.
    spec: { intervals: [{ every: '12 hours', offset: '1 hour' }] },
    action: {
      type: 'startWorkflow',
      workflowType: rescoreAll.name,
      workflowId: 'rescoring',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '2 days',
    },
    policies,
  },
  {
    scheduleId: 'approvals',
    spec: { intervals: [{ every: '10 minutes' }] },
    action: {
      type: 'startWorkflow',
      workflowType: remindApprovers.name,
      workflowId: 'approvals',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '9 minutes',
    },
    policies,
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'activities',
    // To the minute, as people are reminded.
    spec: { intervals: [{ every: '1 minute' }] },
    action: {
      type: 'startWorkflow',
      workflowType: tellDueActivities.name,
      workflowId: 'activities',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '5 minutes',
    },
    // What was missed is made up for by one run.
    policies: { ...policies, catchupWindow: '2 minutes' },
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'audit',
    spec: { intervals: [{ every: '1 minute', offset: '30 seconds' }] },
    action: {
      type: 'startWorkflow',
      workflowType: sealAuditEntries.name,
      workflowId: 'audit',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '5 minutes',
    },
    policies: { ...policies, catchupWindow: '2 minutes' },
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'first-response',
    spec: { intervals: [{ every: '1 minute' }] },
    action: {
      type: 'startWorkflow',
      workflowType: tellLate.name,
      workflowId: 'first-response',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '5 minutes',
    },
    policies: { ...policies, catchupWindow: '2 minutes' },
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'service-levels',
    // A run sleeps from one moment at which something is due to the next, for about a minute.
    spec: { intervals: [{ every: '1 minute' }] },
    action: {
      type: 'startWorkflow',
      workflowType: keepClocks.name,
      workflowId: 'service-levels',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '30 minutes',
    },
    policies: { ...policies, catchupWindow: '2 minutes' },
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'tickets',
    spec: { intervals: [{ every: '1 hour', offset: '7 minutes' }] },
    action: {
      type: 'startWorkflow',
      workflowType: closeSolved.name,
      workflowId: 'tickets',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '50 minutes',
    },
    policies,
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'filter-indexes',
    spec: { intervals: [{ every: '2 minutes' }] },
    action: {
      type: 'startWorkflow',
      workflowType: buildFilterIndexes.name,
      workflowId: 'filter-indexes',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '1 hour',
    },
    policies,
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'deal-sums',
    spec: { intervals: [{ every: '2 minutes', offset: '1 minute' }] },
    action: {
      type: 'startWorkflow',
      workflowType: foldDealSums.name,
      workflowId: 'deal-sums',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '10 minutes',
    },
    policies: { ...policies, catchupWindow: '2 minutes' },
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'quotes',
    // Whoever accepts one is told by the day itself; this is for lists and timelines.
    spec: { intervals: [{ every: '15 minutes', offset: '1 minute' }] },
    action: {
      type: 'startWorkflow',
      workflowType: expireQuotes.name,
      workflowId: 'quotes',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '14 minutes',
    },
    policies,
    state: { triggerImmediately: true },
  },
  {
    scheduleId: 'exchange-rates',
    // The European Central Bank publishes at about 16:00 in Frankfurt; a day without new rates costs a request.
    spec: { intervals: [{ every: '3 hours', offset: '30 minutes' }] },
    action: {
      type: 'startWorkflow',
      workflowType: fetchAllRates.name,
      workflowId: 'exchange-rates',
      taskQueue: mainQueue,
      workflowExecutionTimeout: '1 day',
    },
    policies,
  },
] satisfies ScheduleOptions[]

/** Makes the schedules, or brings those that are there up to this version. Any number of workers may call it at once. */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const schedule of schedules) {
    try {
      await client.schedule.create(schedule)
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error
      const { scheduleId, spec, action, policies } = schedule
      await client.schedule.getHandle(scheduleId).update(old => ({ ...old, spec, action, policies }))
    }
  }
}

/** Makes those schedules that are gone, as when Temporal has lost what it kept; gives their names. */
export async function makeMissingSchedules(client: Client): Promise<string[]> {
  const made: string[] = []
  for (const schedule of schedules) {
    const { scheduleId } = schedule
    try {
      await client.schedule.getHandle(scheduleId).describe()
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error
      await client.schedule.create(schedule).catch(other => {
        if (!(other instanceof ScheduleAlreadyRunning)) throw other
      })
      made.push(scheduleId)
    }
  }
  return made
}
