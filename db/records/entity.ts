import type { RecordName } from '../core/areas.model'
import type { Context } from '../core/context'
import type { KeyRule } from '../core/keys'
import type { AnyRecord, AnyRecordModel } from '../core/record.model'
import type { RecordEvents } from '../events/record.events'
import type { Write } from '../events/write'

/** What a hook sees of a write: the record before (null for a new one) and the values about to be written. */
export interface Change {
  before: AnyRecord | null
  /** Changed fields by key, read-only ones included. A hook may add to it. */
  values: Record<string, unknown>
}

/** What the record engine needs to know about a thing. One per area, listed in `db/records/registry.ts`. */
export interface Entity {
  name: RecordName
  /** Path under /crm and the plural in which it is spoken of (`areas.model.ts`). */
  area: string
  model: AnyRecordModel
  /** The kinds of event that tell of its records. */
  events: RecordEvents
  keys: readonly KeyRule[]
  /** The field that names the record in lists and references. */
  titleField: string
  /** A text field that tells records of one name apart where only a line is shown of each. */
  detailField?: string
  /** Runs inside the transaction, before the row is written: fills what follows from the change, refuses what a rule forbids. */
  prepare?: (ctx: Context, write: Write, change: Change) => Promise<void>
  /** Refuses the way to the recycle bin by throwing. */
  mayArchive?: (write: Write, record: AnyRecord) => Promise<void>
  /** Refuses the way back from the bin by throwing; gives fields that have to change on it. */
  mayRestore?: (write: Write, record: AnyRecord) => Promise<Record<string, unknown> | undefined>
  /** Runs inside the transaction, after the row is written, also on the way to the bin and back: keeps what depends on it. */
  settle?: (ctx: Context, write: Write, before: AnyRecord | null, after: AnyRecord) => Promise<void>
}
