import type { CustomValues } from '@sextant/db/core/record.model'
import type { Behaviour, Stay, TrackRecord } from '@sextant/db/scoring/known.model'
import type { FeatureDef, FeatureValue } from '../app/spec.model'

/** A record as it was known at `at`: all that a feature may be made of. */
export interface KnownRecord {
  id: string
  /** Epoch ms: when it began in the world, and the moment as of which it is seen. */
  openedMs: number
  atMs: number
  /** The day it began, by the clocks of the workspace: `2026-01-31`. */
  openedDay: string
  /** Whether the whole window was watched: then a zero says that nothing happened, else it is not known. */
  watched: boolean
  /** Fields by key, in their API shape (money in minor units). */
  values: Record<string, unknown>
  custom: CustomValues
  customer: Record<string, unknown> | null
  product: Record<string, unknown> | null
  behaviour: Behaviour
  /** Of the same customer, closed before. */
  customerPast: TrackRecord | null
  /** Of the same owner, closed before. */
  ownerPast: TrackRecord | null
  stay: Stay | null
}

/** Where features stand that depend on the workspace. */
export interface Workspace {
  currency: string
}

/** A feature of a model: how it is told, and how it is got from a record. */
export interface Feature extends FeatureDef {
  of(record: KnownRecord, workspace: Workspace): FeatureValue
}
