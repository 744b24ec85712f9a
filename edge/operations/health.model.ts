import { partStates } from '@sextant/db/operations/part-health.rules'
import { RelayLag } from '@sextant/db/relay/relay-lag.model'
import * as v from 'valibot'

const PartHealth = v.object({
  part: v.string(),
  state: v.picklist(partStates),
  ok: v.boolean(),
  /** Without it the door cannot do its work. */
  needed: v.boolean(),
  /** Processes of the part that were heard of lately; only of those that beat. */
  processes: v.optional(v.number()),
  since: v.optional(v.string()),
  reason: v.optional(v.string()),
  /** Consumers of the event log for which events have waited for too long; only of the relay. */
  late: v.optional(v.array(v.string())),
})
export type PartHealth = v.InferOutput<typeof PartHealth>

/** `ill`: the door cannot serve. `degraded`: it can, and a part that it can do without is ill, not started or unknown. */
const DoorState = v.picklist(['well', 'degraded', 'ill'])
export type DoorState = v.InferOutput<typeof DoorState>

/** What an operator can do so that something works better; nothing is ill. */
const Advice = v.object({
  about: v.picklist(['search']),
  message: v.string(),
  /** SQL, to be run in Sextant's database. */
  statement: v.string(),
})
export type Advice = v.InferOutput<typeof Advice>

const health = { state: DoorState, parts: v.array(PartHealth), advice: v.array(Advice) }
export const Readiness = v.object({ ready: v.boolean(), ...health })
export const Operations = v.object({ ...health, relay: v.array(RelayLag) })
