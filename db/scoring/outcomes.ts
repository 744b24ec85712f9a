import type { RecordName } from '../core/areas.model'
import type { Entity } from '../records/entity'

/** What is asked of records in whose outcome a model is interested. */
export interface Outcomes {
  entity: Entity
  horizonDays: number | null
  /** The field that tells when one ended: an instant, or a day. */
  closed: string
  /** Statuses in which it has no outcome yet. */
  open: readonly string[]
  /** Statuses of an end: of a 1 and of a 0. */
  won: string
  lost: string
  /** Kind of record → the field that refers to it, where what is known of that record counts too. */
  madeOf: Readonly<Partial<Record<RecordName, string>>>
}
