import { fileURLToPath } from 'node:url'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { foldingFunctions } from '../core/folding-functions'
import { timelineFunction } from '../records/timeline-function'
import { settleRestoredLog } from '../relay/settle-restored-log'
import { keepFilterValues } from './keep-filter-values'
import { refoldSearch } from './refold-search'
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
    for (const extension of ['pg_trgm', 'btree_gin'])
      await owner.unsafe(`create extension if not exists ${extension}`)
    await refuseHalfMade(owner)
    await migrate(drizzle(owner), { migrationsFolder: folder })
    await owner.unsafe(foldingFunctions)
    await owner.unsafe(timelineFunction)
    await keepFilterValues(owner)
    await secureTables(owner, passwords)
    await refoldSearch(owner)
    const searchIndexed = await trustLike(owner)
    await owner`select event_partitions_ahead(3)`
    return { restoredEvents: await settleRestoredLog(owner), searchIndexed }
  } finally {
    await owner.end({ timeout: 5 })
  }
}

/** When each migration that this version knows was made, in milliseconds, the earliest first: by these a database is known as newer or older. */
export const knownMigrations = (): number[] =>
  readMigrationFiles({ migrationsFolder: folder }).map(({ folderMillis }) => folderMillis)

/**
 * Before anything was released, the steps until then were folded into the first. A database that has had all of them is what the first makes, and bears
 * its time; one that has had only some can no longer be brought on, and is better told so than broken halfway.
 */
async function refuseHalfMade(owner: postgres.Sql): Promise<void> {
  const [{ table } = { table: null }] = await owner<{ table: string | null }[]>`
    select to_regclass('drizzle.__drizzle_migrations')::text as table`
  if (table === null) return
  const [{ latest } = { latest: null }] = await owner<{ latest: string | null }[]>`
    select max(created_at) as latest from drizzle.__drizzle_migrations`
  const [first] = readMigrationFiles({ migrationsFolder: folder })
  if (latest !== null && Number(latest) < first!.folderMillis)
    throw new Error(
      'This database was made by a version from before the first release, and this one cannot bring it on. ' +
        'Export what you need with that version, then begin with an empty data folder (--data).',
    )
}
