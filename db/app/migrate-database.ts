import { fileURLToPath } from 'node:url'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { secureTables } from './tenancy'

const folder = fileURLToPath(new URL('./migrations', import.meta.url))

/** Brings a database to this version's schema: extensions, migrations, policies, roles. Safe to run twice, and by two at once. */
export async function migrateDatabase(
  ownerUrl: string,
  passwords: { app: string; system: string },
): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    // Roles belong to the whole server, so databases migrated at once take turns too.
    await owner`select pg_advisory_lock(hashtext('sextant migrate'))`
    for (const extension of ['pg_trgm', 'btree_gin', 'unaccent'])
      await owner.unsafe(`create extension if not exists ${extension}`)
    await migrate(drizzle(owner), { migrationsFolder: folder })
    await secureTables(owner, passwords)
    await owner`select event_partitions_ahead(3)`
  } finally {
    await owner.end({ timeout: 5 })
  }
}
