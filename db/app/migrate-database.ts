import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { settleRestoredLog } from '../relay/settle-restored-log'
import { secureTables } from './tenancy'
import { trustLike } from './trust-like'

const folder = fileURLToPath(new URL('./migrations', import.meta.url))

/**
 * Brings a database to this version's schema: extensions, migrations, policies, roles; and settles a log that was restored from another cluster.
 * Gives how many events that were, and whether searches may use their index. Safe to run twice, and by two at once.
 */
export async function migrateDatabase(
  ownerUrl: string,
  passwords: { app: string; system: string },
): Promise<{ restoredEvents: number | undefined; searchIndexed: boolean }> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    // Roles belong to the whole server, so databases migrated at once take turns too.
    await owner`select pg_advisory_lock(hashtext('sextant migrate'))`
    for (const extension of ['pg_trgm', 'btree_gin', 'unaccent'])
      await owner.unsafe(`create extension if not exists ${extension}`)
    await migrate(drizzle(owner), { migrationsFolder: folder })
    await secureTables(owner, passwords)
    const searchIndexed = await trustLike(owner)
    await owner`select event_partitions_ahead(3)`
    return { restoredEvents: await settleRestoredLog(owner), searchIndexed }
  } finally {
    await owner.end({ timeout: 5 })
  }
}
