import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import type { PostgresTools } from '../server/postgres-tools'
import type { Manifest } from './backup.model'
import { BackupError } from './backup-error'
import { countRows } from './dump-database'
import { startProgram } from './libpq'

/** Throws `BackupError` where a database holds anything. */
async function refuseFilled(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {}, connect_timeout: 10 })
  try {
    const tables = await owner<{ name: string }[]>`
      select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where relkind in ('r', 'p', 'v', 'm') and nspname <> 'information_schema' and nspname not like 'pg\\_%'
        and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e') limit 3`
    if (tables.length)
      throw new BackupError(
        `The database ${new URL(ownerUrl).pathname.slice(1)} holds tables already (${tables.map(({ name }) => name).join(', ')}). Restore into an empty one.`,
      )
  } finally {
    await owner.end({ timeout: 5 })
  }
}

/**
 * Fills an empty database from a dump, all of it or nothing, and counts that every row has come. Throws `BackupError`.
 * What it makes is secured and brought up to this version by the next start of Sextant, before anybody else can reach it.
 */
export async function loadDatabase(
  ownerUrl: string,
  tools: Pick<PostgresTools, 'restore'>,
  dump: Readable,
  manifest: Pick<Manifest, 'rows'>,
  stop: AbortSignal,
): Promise<void> {
  await refuseFilled(ownerUrl)
  const words = ['--single-transaction', '--no-owner', '--no-privileges', '--no-comments']
  const database = decodeURIComponent(new URL(ownerUrl).pathname.slice(1))
  const load = startProgram(tools.restore, [...words, `--dbname=${database}`], ownerUrl, stop)
  load.child.stdout.resume()
  // Where it ends early, its own words say why, not the broken pipe.
  const fed = pipeline(dump, load.child.stdin).catch(() => undefined)
  await load.ended
  await fed
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await owner.begin(async tx => {
      const passes = await tx<{ name: string }[]>`
        select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity`
      if (passes.length) await tx`set local row_security = off`
      const rows = await countRows(tx)
      const missing = Object.entries(manifest.rows).filter(([table, count]) => rows[table] !== count)
      if (missing.length)
        throw new BackupError(
          `Not every row has come: ${missing.map(([table, count]) => `${table} has ${rows[table] ?? 0} of ${count}`).join(', ')}.`,
        )
    })
    await owner`analyze`
  } finally {
    await owner.end({ timeout: 5 })
  }
}
