import type { Clock } from '@sextant/db/core/clock'
import type { Log } from '@sextant/db/process/log'
import { Redis } from '@upstash/redis'

const waitMs = 50
const tolerated = 3

/**
 * The store that all processes share, behind a breaker: no request waits more than 50 ms for it, and after three failures in a
 * row nobody waits at all until a probe succeeds. Everything kept in it can be lost.
 */
export function createSharedStore({
  url,
  token,
  log,
  clock,
}: {
  url: string
  token: string
  log: Omit<Log, 'with'>
  clock: Clock
}) {
  const redis = new Redis({
    url,
    token,
    automaticDeserialization: false,
    enableTelemetry: false,
    retry: false,
    signal: () => AbortSignal.timeout(waitMs),
  })
  let failures = 0
  let closedUntil = 0
  let pauseMs = 1000
  let illSince: Date | undefined

  async function attempt<T>(work: (redis: Redis) => Promise<T>): Promise<T | undefined> {
    if (clock().getTime() < closedUntil) return undefined
    // Half open: while one asks, the others stay away.
    if (failures >= tolerated) closedUntil = clock().getTime() + waitMs * 2
    try {
      const result = await work(redis)
      if (illSince) log.info('the store is back', { since: illSince.toISOString() })
      failures = 0
      pauseMs = 1000
      closedUntil = 0
      illSince = undefined
      return result
    } catch (error) {
      failures += 1
      if (failures >= tolerated) {
        if (!illSince)
          log.warn('the store does not answer', { error: error instanceof Error ? error.name : 'unknown' })
        illSince ??= clock()
        closedUntil = clock().getTime() + pauseMs
        pauseMs = Math.min(pauseMs * 2, 15_000)
      }
      return undefined
    }
  }

  return {
    /** Undefined: not there, or the store is not. */
    get: async (key: string): Promise<string | undefined> =>
      (await attempt(client => client.get<string>(key))) ?? undefined,
    set: (key: string, value: string, seconds: number): Promise<unknown> =>
      attempt(client => client.set(key, value, { ex: seconds })),
    /** Adds to counters that live for `seconds`; gives their sums, or undefined without the store. */
    add: (counts: readonly (readonly [string, number])[], seconds: number): Promise<number[] | undefined> =>
      attempt(async client => {
        const pipeline = client.pipeline()
        for (const [key, count] of counts) {
          pipeline.incrby(key, count)
          pipeline.expire(key, seconds)
        }
        const results = await pipeline.exec<(number | string)[]>()
        return results.filter((_, index) => index % 2 === 0).map(Number)
      }),
    /** Asks it whether it is there, past an open breaker. */
    async probe(): Promise<boolean> {
      closedUntil = 0
      return (await attempt(client => client.ping())) !== undefined
    },
    illSince: () => illSince,
  }
}
export type SharedStore = ReturnType<typeof createSharedStore>
