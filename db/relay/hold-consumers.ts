import postgres from 'postgres'
import type { Sql } from '../core/database'

/** The consumers that one relay alone works for, among all relays on this database. */
export interface Holds {
  /** Whether the consumer is this relay's now. Asked again only after `release`. */
  take(consumer: string): Promise<boolean>
  release(consumer: string): Promise<void>
  close(): Promise<void>
}

/**
 * Holds consumers by session locks on a connection of its own: a relay that dies lets go at once. Not by a lock on the cursor's row: that gives
 * its transaction a number, and while a slow consumer works, the horizon below which everybody reads would stand still.
 */
export function holdConsumers(system: Sql): Holds {
  const options = { ...system.options, max: 1, idle_timeout: null, max_lifetime: null }
  const connection = postgres(options as never)
  const key = (consumer: string) => `sextant relay ${consumer}`
  return {
    take: async consumer => {
      const [row] = await connection<{ taken: boolean }[]>`
        select pg_try_advisory_lock(hashtextextended(${key(consumer)}, 0)) as taken`
      return row?.taken ?? false
    },
    release: async consumer => {
      await connection`select pg_advisory_unlock(hashtextextended(${key(consumer)}, 0))`
    },
    close: () => connection.end({ timeout: 5 }),
  }
}
