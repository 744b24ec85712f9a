import type { AreaName, RecordName } from '../core/areas.model'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { KeyRule } from '../core/keys'
import type { AnyRecord, AnyRecordModel } from '../core/record.model'
import type { RecordEvents } from '../events/record.events'
import type { Write } from '../events/write'
import type { By, Change, RecordOf, Refusal, Step } from './change.model'

/**
 * What follows from a change of a record, written once for a batch: a single write is a batch of one, and so are an import's, an undo's and a
 * conversion's. Each part is there where the entity needs it.
 */
interface Life<R = AnyRecord, F = unknown> {
  /** What the rules must know of a batch, a statement per table. It locks what has to stay as it is until the transaction ends. */
  facts?(ctx: Context, tx: Tx, changes: readonly Change<R>[], by: By): Promise<F>
  /**
   * Fills what follows from a change, and refuses what a rule forbids. Pure, in `<area>.rules.ts`. Also runs on the way to the bin and back, and
   * where something is put back as it was (`by.putsBack`): then nothing follows.
   */
  prepare?(change: Change<R>, facts: F, by: By): Refusal | undefined
  /** Adds to the facts what a step means for the later ones of its batch. */
  learn?(step: Step<R>, facts: F): void
  /** Keeps what hangs on the records: runs after the rows are written, in the same transaction. */
  settle?(ctx: Context, to: Write, steps: readonly Step<R>[], by: By): Promise<void>
}

/** What the record engine needs to know about a thing. One per area, listed in `db/records/registry.ts`. */
export interface Entity<M extends AnyRecordModel = AnyRecordModel, F = unknown> {
  name: RecordName
  /** Path under /crm and the plural in which it is spoken of (`areas.model.ts`). */
  area: AreaName
  model: M
  /** The kinds of event that tell of its records. */
  events: RecordEvents
  keys: readonly KeyRule[]
  /** The field that names the record in lists and references. */
  titleField: string
  /** A text field that tells records of one name apart where only a line is shown of each. */
  detailField?: string
  /** The fields that tell when it ended; it has not while the first is empty. From then on its score is no news. */
  endedBy?: readonly string[]
  /** A day of its own, from when on its amounts are valued at the rates of that day; until there is one, at today's. */
  valuedOn?: string
  /** A reference by which its amounts are added up before a sum is converted, on every page alike; all together where there is none. */
  summedBy?: string
  life?: Life<RecordOf<M>, F>
}
