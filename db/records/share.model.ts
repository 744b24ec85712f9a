import * as v from 'valibot'
import { areas, type RecordName } from '../core/areas.model'
import { date } from '../core/field.model'

export const shareLevels = ['read', 'write'] as const
export type ShareLevel = (typeof shareLevels)[number]

const kind = v.picklist(Object.keys(areas) as RecordName[])
const id = v.pipe(v.string(), v.uuid('Write the id of a record.'))

/** Which record: of what kind, and its id. */
export const RecordAsked = v.strictObject({ entity: kind, id })
export type RecordAsked = v.InferOutput<typeof RecordAsked>

export const ShareCreate = v.strictObject({
  entity: kind,
  recordId: id,
  /** With whom: a person or a team, one of them. A team stands for who is in it and in the teams below it. */
  memberId: v.optional(v.nullable(id)),
  teamId: v.optional(v.nullable(id)),
  level: v.picklist(shareLevels),
  /** The last day on which it holds, as the asker's clock has it; without one until somebody ends it. */
  until: v.optional(v.nullable(date().schema)),
})
export type ShareCreate = v.InferOutput<typeof ShareCreate>

export const Share = v.object({
  id: v.string(),
  entity: kind,
  recordId: v.string(),
  memberId: v.nullable(v.string()),
  teamId: v.nullable(v.string()),
  /** What the person or team is called; null for one that is not there any more. */
  name: v.nullable(v.string()),
  level: v.picklist(shareLevels),
  /** The moment from which it holds no more. */
  endsAt: v.nullable(v.string()),
  madeBy: v.nullable(v.string()),
  createdAt: v.string(),
})
export type Share = v.InferOutput<typeof Share>

/** Who has a record beside its owner, and what the asker may do about it. */
export const Sharing = v.object({
  shares: v.array(Share),
  /** As far as it is shared with the asker; null where it is not. */
  mine: v.nullable(v.picklist(shareLevels)),
  mayShare: v.boolean(),
  watchers: v.array(v.object({ id: v.string(), name: v.string() })),
  watching: v.boolean(),
})
export type Sharing = v.InferOutput<typeof Sharing>

/** Whether the asker watches a record. */
export const Watching = v.object({ watching: v.boolean() })
export type Watching = v.InferOutput<typeof Watching>

export const WatchAsked = v.strictObject({ entity: kind, id, watching: v.boolean() })
