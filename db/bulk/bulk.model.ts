import * as v from 'valibot'
import { areas, type RecordName } from '../core/areas.model'

/** What can be done with many records at once: fields are set, records go to the recycle bin, or come back from it. */
const askedVerbs = ['update', 'archive', 'restore'] as const
/** And what is asked for by a route of its own: `sample` makes a small made-up company (`db/bulk/ask-sample.ts`). */
const bulkVerbs = [...askedVerbs, 'sample'] as const
export type BulkVerb = (typeof bulkVerbs)[number]

/** queued → running → done | cancelled | failed · failed → queued · done, cancelled, failed → undoing → undone */
const bulkStates = ['queued', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const
export type BulkState = (typeof bulkStates)[number]

/** What can be asked of one that is there. */
export type BulkAsk = 'cancel' | 'resume' | 'undo'

const entity = v.picklist(Object.keys(areas) as RecordName[])
const words = (max: number) => v.pipe(v.string(), v.maxLength(max, `At most ${max} characters.`))

const values = v.record(v.string(), v.unknown())
const ids = v.pipe(
  v.array(v.pipe(v.string(), v.uuid('Write the id of a record.'))),
  v.minLength(1, 'At least one id.'),
  v.maxLength(10_000, 'At most 10,000 ids. More are taken by what they match.'),
)
const matching = v.strictObject({ filter: v.optional(words(20_000)), q: v.optional(words(200)) })

/**
 * A bulk change as it is asked for: of the records with these `ids`, or of all that a list's question finds at this moment. `update` and `archive` take what
 * is live, `restore` what is in the recycle bin. `values` are of the entity's Update shape.
 */
export const BulkCreate = v.strictObject({
  entity,
  verb: v.picklist(askedVerbs),
  values: v.optional(values),
  ids: v.optional(ids),
  matching: v.optional(matching),
})
export type BulkCreate = v.InferOutput<typeof BulkCreate>

const update = { entity, verb: v.literal('update'), values: v.pipe(values, v.minEntries(1)) }
const move = { entity, verb: v.picklist(['archive', 'restore']) }

/** What of that can be asked together, for the document of the API: an update sets something and nothing else does, and records are named in one way. */
export const BulkAsked = v.union([
  v.strictObject({ ...update, ids }),
  v.strictObject({ ...update, matching }),
  v.strictObject({ ...move, ids }),
  v.strictObject({ ...move, matching }),
])
export type BulkAsked = v.InferInput<typeof BulkAsked>

const count = v.number()

/** A bulk change and how far it is. */
export const Bulk = v.object({
  id: v.string(),
  version: v.number(),
  entity,
  verb: v.picklist(bulkVerbs),
  /** What is set, as far as the reader may read such fields. */
  values: v.nullable(v.record(v.string(), v.unknown())),
  state: v.picklist(bulkStates),
  /** How many records it took when it was asked for. */
  total: count,
  /** What became of them so far. `same` were so already. */
  counts: v.object({ changed: count, same: count, refused: count }),
  /** How many its undo took back, and how many it left. */
  undo: v.nullable(v.object({ undone: count, kept: count })),
  /** Why it, or its undo, could not go on. `rule` is stable. */
  failure: v.nullable(v.object({ message: v.string(), rule: v.nullable(v.string()) })),
  /** The member who asked for it; null for a key that belongs to nobody. */
  createdBy: v.nullable(v.string()),
  createdAt: v.string(),
  startedAt: v.nullable(v.string()),
  finishedAt: v.nullable(v.string()),
  /** Until when it can be undone; null in a state in which that makes no sense. */
  undoableUntil: v.nullable(v.string()),
})
export type Bulk = v.InferOutput<typeof Bulk>

/** The sample data of a workspace: the job that made it last, and how far that is; null where there never was one. */
export const SampleData = v.object({ job: v.nullable(Bulk) })
export type SampleData = v.InferOutput<typeof SampleData>

/** A record that stayed as it was, and why: when it was asked for (`act`), or when that was taken back (`undo`). */
export const BulkFault = v.object({
  phase: v.picklist(['act', 'undo']),
  n: count,
  subjectType: v.string(),
  subjectId: v.string(),
  /** What it is called; null when it is gone or out of the reader's sight. */
  name: v.nullable(v.string()),
  /** A code of the API's faults or of one value; of an undo `changed_since`, `in_use`, `duplicate`, `gone`, or `refused` with its rule. */
  code: v.string(),
  rule: v.nullable(v.string()),
  /** The field that is wrong, as a JSON pointer. */
  pointer: v.nullable(v.string()),
  message: v.string(),
  params: v.record(v.string(), v.unknown()),
})
export type BulkFault = v.InferOutput<typeof BulkFault>
