import type { Clock } from '@sextant/db/core/clock'
import type { Database, Sql } from '@sextant/db/core/database'
import { moreVisible, newlyVisible, snapshotNow, type TailEvent } from '@sextant/db/events/tail.queries'
import type { Log } from '@sextant/db/process/log'
import { isVisible, readSnapshot, type Snapshot } from './position'

/** Events that became visible together, in order of position. After the last page the process has seen `snapshot`. */
export interface Round {
  events: readonly TailEvent[]
  snapshot: Snapshot
  last: boolean
  /** The first round of a log that this process does not know: whatever was known before belongs to another one. */
  anew?: true
}

type Listener = (round: Round) => void

const pageSize = 1000

/**
 * Follows the log for this process. Each look reads exactly the events that became visible since the last one: those of
 * transactions not visible in the snapshot of then. So a slow transaction neither hides the quick ones nor is missed when it
 * commits. NOTIFY wakes it; looking every second makes it right. A database that was put back to an earlier state, or restored in another
 * cluster, counts its transactions from lower down: then it begins anew.
 */
export function createTail({
  db,
  log,
  clock,
  everyMs = 1000,
}: {
  db: Database
  log: Omit<Log, 'with'>
  clock: Clock
  everyMs?: number
}) {
  const listeners = new Set<Listener>()
  let seen: Snapshot | undefined
  let lookedAt = 0
  let failingSince: Date | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let looking: Promise<void> | undefined
  let again = false
  let stopped = false
  let stopListening: (() => Promise<void>) | undefined

  async function look(): Promise<void> {
    const began = performance.now()
    const previous = seen
    const now = await readRounds(db.system, previous, round => {
      for (const listener of listeners) listener(round)
    })
    if (previous && now.end < previous.end)
      log.warn('the log begins anew: the database was restored or put back to an earlier state', {
        before: previous.text,
        now: now.text,
      })
    seen = now
    lookedAt = began
    if (failingSince) log.info('the tail of the log is back', { since: failingSince.toISOString() })
    failingSince = undefined
  }

  /** Looks now; a call during a look makes one more look after it. */
  function wake(): Promise<void> {
    if (looking) {
      again = true
      return looking
    }
    looking = (async () => {
      do {
        again = false
        await look().catch(error => {
          if (!failingSince) log.warn('the log cannot be read', { error })
          failingSince ??= clock()
        })
      } while (again && !stopped && !failingSince)
    })().finally(() => {
      looking = undefined
    })
    return looking
  }

  const loop = () => {
    if (stopped) return
    timer = setTimeout(() => void wake().then(loop), everyMs)
  }

  return {
    /** Resolves after the first look; from then on versions can be trusted. Keeps trying when Postgres is away. */
    async start(): Promise<void> {
      await wake()
      loop()
      const listened = db.system.listen(
        'event',
        () => void wake(),
        () => void wake(),
      )
      listened.then(
        ({ unlisten }) => {
          stopListening = unlisten
          if (stopped) void unlisten().catch(() => undefined)
        },
        () => undefined,
      )
    },
    async stop(): Promise<void> {
      stopped = true
      clearTimeout(timer)
      await looking?.catch(() => undefined)
      await stopListening?.().catch(() => undefined)
    },
    wake,
    /** Adds a listener; gives what removes it. */
    subscribe(listener: Listener): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    snapshot: () => seen,
    hasSeen: (xid: string): boolean => seen !== undefined && isVisible(seen, xid),
    /** Whether what it knows is at most some seconds old. */
    isFresh: (): boolean => seen !== undefined && performance.now() - lookedAt < Math.max(5000, everyMs * 5),
    failingSince: () => failingSince,
  }
}
export type Tail = ReturnType<typeof createTail>

async function readRounds(sql: Sql, previous: Snapshot | undefined, tell: Listener): Promise<Snapshot> {
  if (!previous) {
    const { horizon } = readSnapshot(await snapshotNow(sql))!
    // What committed above this horizon before the first look belongs to it: it is read as news of a snapshot that saw nothing above.
    const bare = readSnapshot(`${horizon}:${horizon}:`)!
    tell({ events: [], snapshot: bare, last: false, anew: true })
    return readRounds(sql, bare, tell)
  }
  const first = await newlyVisible(sql, previous.text, pageSize)
  const snapshot = readSnapshot(first.snapshot)!
  if (snapshot.end < previous.end) return readRounds(sql, undefined, tell)
  let { events } = first
  while (events.length === pageSize) {
    tell({ events, snapshot, last: false })
    const span = { from: previous.text, to: snapshot.text, after: events.at(-1)! }
    events = await moreVisible(sql, span, pageSize)
  }
  tell({ events, snapshot, last: true })
  return snapshot
}
