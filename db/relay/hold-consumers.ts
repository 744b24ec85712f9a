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
  const open = () => postgres(options as never)
  let connection = open()
  const key = (consumer: string) => `sextant relay ${consumer}`
  // A client whose only connection was cut in the wrong moment may wait in vain for each new one. Its locks are gone with the connection, so
  // another client takes its place.
  const onConnection = async <T>(work: (sql: Sql) => Promise<T>): Promise<T> => {
    const used = connection
    try {
      return await work(used)
    } catch (error) {
      if (used === connection) connection = open()
      void used.end({ timeout: 0 }).catch(() => undefined)
      throw error
    }
  }
  return {
    take: consumer =>
      onConnection(async sql => {
        const [row] = await sql<{ taken: boolean }[]>`
          select pg_try_advisory_lock(hashtextextended(${key(consumer)}, 0)) as taken`
        return row?.taken ?? false
      }),
    release: consumer =>
      onConnection(async sql => {
        await sql`select pg_advisory_unlock(hashtextextended(${key(consumer)}, 0))`
      }),
    close: () => connection.end({ timeout: 5 }),
  }
}
