import * as v from 'valibot'
import { trimmed } from '../core/field.model'
import { FilterTree } from '../filter/filter.model'

/** What is promised to whoever opens a ticket: a first reply, a reply to whatever they write later, and that it is solved. */
export const promises = ['first_reply', 'next_reply', 'solve'] as const
export type Promised = (typeof promises)[number]

const id = v.pipe(v.string(), v.uuid('This is not an id.'), v.toLowerCase())
/** Of working time: ninety days of it at the most. */
const Minutes = v.pipe(
  v.number(),
  v.integer('Write whole minutes.'),
  v.minValue(1, 'At least a minute.'),
  v.maxValue(90 * 24 * 60, 'At most 90 days.'),
)

/** Minutes of working time for each promise; null: nothing is promised. */
const Targets = v.strictObject({
  first_reply: v.nullable(Minutes),
  next_reply: v.nullable(Minutes),
  solve: v.nullable(Minutes),
})

/** What holds for a ticket: how much time, by which calendar, and when the clocks stand still. */
const policy = {
  /** Chosen by whoever makes the policy, and kept. */
  id,
  name: trimmed(80),
  /** By whose hours time is counted; null: the workspace's. */
  calendarId: v.nullable(id),
  targets: v.strictObject({ low: Targets, normal: Targets, high: Targets, urgent: Targets }),
  /** While a ticket is in one of these its clocks stand still. */
  pausedIn: v.array(v.picklist(['waiting_customer', 'waiting_elsewhere'])),
  /** So many minutes of working time before something is due somebody is warned; null: nobody is. */
  warnMinutes: v.nullable(Minutes),
}
const ClockPolicy = v.strictObject(policy)
export type ClockPolicy = v.InferOutput<typeof ClockPolicy>

/** A policy, and for which tickets it holds. */
const ServicePolicy = v.strictObject({
  ...policy,
  /** By the ticket’s own fields; null: all. */
  when: v.nullable(FilterTree),
})
export type ServicePolicy = v.InferOutput<typeof ServicePolicy>

const mostPolicies = 50

/** The policies in their order: the first that fits a ticket holds for it. */
export const ServicePolicies = v.strictObject({
  policies: v.pipe(v.array(ServicePolicy), v.maxLength(mostPolicies, `At most ${mostPolicies} policies.`)),
})

/** How far the last counting anew is, and what came of it. */
const Recount = v.object({
  state: v.picklist(['queued', 'running', 'done']),
  /** What has changed. */
  why: v.picklist(['policies', 'calendars']),
  lookedAt: v.number(),
  /** How many tickets are due at another moment now, how many of them earlier, and how many are late now that were not. */
  moved: v.number(),
  earlier: v.number(),
  late: v.number(),
  askedAt: v.string(),
  finishedAt: v.nullable(v.string()),
})
export type Recount = v.InferOutput<typeof Recount>

/** The policies as they are read. */
export const KnownServicePolicies = v.object({
  /** Counts their changes; 0: none were set yet. */
  version: v.number(),
  policies: v.array(ServicePolicy),
  /** What of them nobody can fulfil: a field that is gone, so that the policy fits no ticket; a calendar that is gone, whose last hours go on. */
  faults: v.array(
    v.object({
      policyId: v.string(),
      code: v.picklist(['field_gone', 'calendar_gone']),
      field: v.nullable(v.string()),
    }),
  ),
  /** The last one; null: there was none yet. */
  recount: v.nullable(Recount),
})
export type KnownServicePolicies = v.InferOutput<typeof KnownServicePolicies>
