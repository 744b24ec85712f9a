import type { CustomValues } from '@sextant/db/core/record.model'
import type { FeatureDef, FeatureValue } from '../app/spec.model'

/** What people and machines did with a record within its window. */
export interface Behaviour {
  callsOut: number
  callsIn: number
  emailsOut: number
  emailsIn: number
  meetings: number
  notes: number
  /** Hours from the beginning to the first call, e-mail or meeting of ours; null when there was none. */
  firstReplyHours: number | null
  pageVisits: number
  pricingVisits: number
  /** Epoch ms of the last of all of these; null when there was none. */
  lastAt: number | null
}

export const noBehaviour: Behaviour = {
  callsOut: 0,
  callsIn: 0,
  emailsOut: 0,
  emailsIn: 0,
  meetings: 0,
  notes: 0,
  firstReplyHours: null,
  pageVisits: 0,
  pricingVisits: 0,
  lastAt: null,
}

/** Outcomes of others before this record's moment. */
export interface TrackRecord {
  won: number
  lost: number
}

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
  stay: { moves: number; daysInStage: number } | null
}

/** Where features stand that depend on the workspace. */
export interface Workspace {
  currency: string
}

/** A feature of a model: how it is told, and how it is got from a record. */
export interface Feature extends FeatureDef {
  of(record: KnownRecord, workspace: Workspace): FeatureValue
}
