import { answers, partBeats } from '@sextant/db/operations/part-beats'
import { beatingParts, type JudgedPart, judgeParts } from '@sextant/db/operations/part-health.rules'
import { lateConsumers } from '@sextant/db/relay/relay-lag.queries'
import type { Door } from '../app/door'
import type { DoorState, PartHealth } from './health.model'
import { inTime } from './in-time'

const illSince = new WeakMap<Door, Map<string, Date>>()

/** All parts, and since when one is ill. Reasons are for anybody: nothing inner is told. */
export async function healthOf(door: Door): Promise<PartHealth[]> {
  const [database, store, behind] = await Promise.all([
    inTime(answers(door.db.app)),
    door.store?.probe() ?? true,
    inTime(Promise.all([partBeats(door.db.system), lateConsumers(door.db.system)])),
  ])
  return [
    judged(door, 'database', database ?? false, 'The database does not answer.', true),
    judged(
      door,
      'log',
      door.tail.isFresh(),
      'The event log cannot be followed, so nothing is answered from the cache.',
      true,
    ),
    judged(
      door,
      'store',
      store,
      'The store does not answer, so each process has a cache and limits of its own.',
      false,
    ),
    ...(behind ? judgeParts(...behind) : unheard).map(part => ({
      ...part,
      ok: part.state === 'well',
      needed: false,
    })),
  ]
}

/** What the parts come to together. */
export function doorState(parts: readonly PartHealth[]): DoorState {
  if (parts.some(({ ok, needed }) => needed && !ok)) return 'ill'
  return parts.every(({ ok }) => ok) ? 'well' : 'degraded'
}

/** Of the parts behind the door, while the database that they beat into is away. */
const unheard: JudgedPart[] = [...beatingParts, 'temporal' as const].map(part => ({
  part,
  state: 'unknown',
  reason: 'The database, where it would say how it is, does not answer.',
}))

function judged(door: Door, part: string, ok: boolean, reason: string, needed: boolean): PartHealth {
  const ill = illSince.get(door) ?? new Map<string, Date>()
  illSince.set(door, ill)
  if (ok) {
    ill.delete(part)
    return { part, state: 'well', ok, needed }
  }
  const since =
    ill.get(part) ??
    (part === 'log' ? door.tail.failingSince() : part === 'store' ? door.store?.illSince() : undefined) ??
    door.clock()
  ill.set(part, since)
  return { part, state: 'ill', ok, needed, since: since.toISOString(), reason }
}
