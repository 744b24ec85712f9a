import type { Door } from '../app/door'

export interface PartHealth {
  part: string
  ok: boolean
  /** Without it the door cannot do its work. */
  needed: boolean
  since?: string
  reason?: string
}

const waitMs = 2000
const illSince = new WeakMap<Door, Map<string, Date>>()

/** The parts that this process depends on, and since when one is ill. Reasons are for anybody: nothing inner is told. */
export async function healthOf(door: Door): Promise<PartHealth[]> {
  const [database, store] = await Promise.all([databaseAnswers(door), door.store?.probe() ?? true])
  return [
    judged(door, 'database', database, 'The database does not answer.', true),
    judged(
      door,
      'log',
      door.tail.isFresh(),
      'The event log cannot be followed, so nothing is answered from the cache.',
      false,
    ),
    judged(
      door,
      'store',
      store,
      'The store does not answer, so each process has a cache and limits of its own.',
      false,
    ),
  ]
}

function judged(door: Door, part: string, ok: boolean, reason: string, needed: boolean): PartHealth {
  const ill = illSince.get(door) ?? new Map<string, Date>()
  illSince.set(door, ill)
  if (ok) {
    ill.delete(part)
    return { part, ok, needed }
  }
  const since =
    ill.get(part) ??
    (part === 'log' ? door.tail.failingSince() : part === 'store' ? door.store?.illSince() : undefined) ??
    new Date()
  ill.set(part, since)
  return { part, ok, needed, since: since.toISOString(), reason }
}

async function databaseAnswers({ db }: Door): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(() => resolve(false), waitMs)
  })
  const asked = db.app`/* watch */ select 1`.then(
    () => true,
    () => false,
  )
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
