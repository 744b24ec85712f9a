import * as v from 'valibot'
import { areas, type RecordName } from '../core/areas.model'
import { GrantScope } from '../core/grants.model'
import { taskNames } from './tasks.rules'

export const whyActions = ['read', 'update', 'archive', 'export'] as const
export type WhyAction = (typeof whyActions)[number]

const id = v.pipe(v.string(), v.uuid('Write the id of a record.'))

/** Who, may what, with which record: `member`, `key` or `task`, one of them; `field` for one field of it. */
export const WhyAsked = v.strictObject({
  member: v.optional(id),
  key: v.optional(id),
  /** Work that Sextant does by itself. */
  task: v.optional(v.picklist(taskNames)),
  action: v.optional(v.picklist(whyActions), 'read'),
  entity: v.picklist(Object.keys(areas) as RecordName[]),
  id,
  field: v.optional(v.pipe(v.string(), v.maxLength(80))),
})
export type WhyAsked = v.InferOutput<typeof WhyAsked>

/** What a step says, by a code that screens have words for. */
export const whyCodes = [
  'role_none',
  'role_own',
  'role_team',
  'role_territory',
  'role_all',
  'key_grants',
  'key_none',
  'capped',
  'owner_is',
  'owner_other',
  'owner_nobody',
  'team_above',
  'team_nobody',
  'team_apart',
  'team_uncounted',
  'territory_covers',
  'territory_apart',
  'territory_none',
  'territory_uncounted',
  'share_given',
  'share_read_only',
  'share_none',
  'field_open',
  'field_closed',
  'field_key',
  'bin',
] as const

export const WhyStep = v.object({
  step: v.picklist(['role', 'key', 'owner', 'team', 'territory', 'share', 'field', 'bin']),
  /** yes: enough by itself, where the role grants it at all. no: does not help. stop: without this nothing else helps. pass: needed, and there. */
  outcome: v.picklist(['yes', 'no', 'stop', 'pass']),
  code: v.picklist(whyCodes),
  /** Fill the sentence. */
  params: v.record(v.string(), v.string()),
  /** Team names from the top down: of who is asked about, and of the record's owner. */
  paths: v.optional(v.object({ theirs: v.array(v.string()), owners: v.array(v.string()) })),
  /** Where the record lies: names of territories from the top down. */
  place: v.optional(v.array(v.string())),
  /** The share that could be ended. */
  shareId: v.optional(v.string()),
  endsAt: v.optional(v.nullable(v.string())),
})
export type WhyStep = v.InferOutput<typeof WhyStep>

export const Why = v.object({
  allowed: v.boolean(),
  who: v.object({ id: v.string(), name: v.string(), role: v.string() }),
  record: v.object({ entity: v.string(), id: v.string(), name: v.string() }),
  action: v.picklist(whyActions),
  field: v.nullable(v.string()),
  scope: v.nullable(GrantScope),
  steps: v.array(WhyStep),
  /** How many of the record's fields they may read and write, and which are closed to them. */
  fields: v.object({ total: v.number(), read: v.number(), written: v.number(), closed: v.array(v.string()) }),
  /** What the list's own SQL says of the record for them. */
  listed: v.boolean(),
})
export type Why = v.InferOutput<typeof Why>
