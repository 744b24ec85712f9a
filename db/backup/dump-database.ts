import type { Readable } from 'node:stream'
import postgres from 'postgres'
import type { PostgresTools } from '../server/postgres-tools'
import type { Written } from './archive'
import { leftOut, type Manifest } from './backup.model'
import { BackupError } from './backup-error'
import { startProgram } from './libpq'

/** What is known of a database at the moment of its dump. */
export type Dumped = Omit<Manifest, 'format' | 'version' | 'files'> & { files: KeptFile[] }

/** A file on a record, a mail as it came or what came along with it, that has its bytes in the store, as its row says. */
export interface KeptFile {
  key: string
  bytes: number
  /** Null where the row does not say. */
  sha256: string | null
  hasSmall: boolean
}

/**
 * Dumps a database while it is written to: rows, events and files as of one moment, and counts them as of the same. `keep` stores what comes. Policies, rights and roles
 * are not in it, as each start makes them. Throws `BackupError`.
 */
export async function dumpDatabase(
  ownerUrl: string,
  tools: Pick<PostgresTools, 'dump'>,
  keep: (dump: Readable) => Promise<Written>,
  stop: AbortSignal,
): Promise<Dumped> {
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {}, connect_timeout: 10 })
  try {
    await refuseUnfit(owner)
    return await withSightOfAll(owner, words =>
      owner.begin('isolation level repeatable read read only', async tx => {
        // Held open until the dump has ended, however long that takes.
        await tx`set local idle_in_transaction_session_timeout = 0`
        const [at] = await tx<{ snapshot: string; now: Date; version: string }[]>`
          select pg_export_snapshot() as snapshot, now() as now, current_setting('server_version') as version`
        const dump = startProgram(
          tools.dump,
          [
            '--format=custom',
            '--no-owner',
            '--no-privileges',
            '--no-policies',
            '--no-comments',
            '--lock-wait-timeout=60s',
            `--snapshot=${at!.snapshot}`,
            ...leftOut.map(table => `--exclude-table-data=public.${table}`),
            ...words,
          ],
          ownerUrl,
          stop,
        )
        try {
          const [database] = await Promise.all([keep(dump.child.stdout), dump.ended])
          const rows = await countRows(tx)
          const files = await filesOf(tx)
          const [schema] = await tx<{ migrations: number; latest: string }[]>`
            select count(*)::int as migrations, max(created_at)::text as latest from drizzle.__drizzle_migrations`
          return {
            takenAt: at!.now.toISOString(),
            schema: { migrations: schema!.migrations, latest: Number(schema!.latest) },
            postgres: at!.version.split(' ')[0]!,
            database,
            rows,
            files,
          }
        } finally {
          await dump.end()
        }
      }),
    )
  } finally {
    await owner.end({ timeout: 5 })
  }
}

/** The files on records as of the same moment; none in a database from before there were any. */
async function filesOf(tx: postgres.TransactionSql): Promise<KeptFile[]> {
  const [there] = await tx<{ name: string | null }[]>`select to_regclass('public.attachment')::text as name`
  if (!there?.name) return []
  const rows = await tx<{ key: string; bytes: string; sha256: string; small: boolean }[]>`
    select blob_key as key, bytes::text as bytes, sha256, thumbnail = 'made' as small from attachment
    where blob_key is not null and state <> 'uploading' order by blob_key`
  const files = rows.map(({ key, bytes, sha256, small }) => ({
    key,
    bytes: Number(bytes),
    sha256,
    hasSmall: small,
  }))
  return [...files, ...(await mailFilesOf(tx))]
}

/** Mails as they came, and what came along with them; none in a database from before there were any. */
async function mailFilesOf(tx: postgres.TransactionSql): Promise<KeptFile[]> {
  const [there] = await tx<{ name: string | null }[]>`
    select to_regclass('public.message_attachment')::text as name`
  if (!there?.name) return []
  const rows = await tx<{ key: string; bytes: string; sha256: string | null }[]>`
    select blob_key as key, bytes::text as bytes, sha256 from message_attachment
    union all select source_key, source_bytes::text, null from message where source_key is not null order by key`
  return rows.map(({ key, bytes, sha256 }) => ({ key, bytes: Number(bytes), sha256, hasSmall: false }))
}

/** Rows of each table, also of those that only one version knows. */
export async function countRows(
  sql: postgres.Sql | postgres.TransactionSql,
): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
      and relname <> all(${[...leftOut]}::text[]) order by relname`
  const rows: Record<string, number> = {}
  for (const { name } of tables) {
    const [counted] = await sql<{ n: string }[]>`select count(*)::text as n from ${sql(name)}`
    rows[name] = Number(counted!.n)
  }
  return rows
}

async function refuseUnfit(owner: postgres.Sql): Promise<void> {
  const [there] = await owner<{ migrations: string | null }[]>`
    select to_regclass('drizzle.__drizzle_migrations')::text as migrations`
  if (!there?.migrations)
    throw new BackupError('This database holds no Sextant: there is nothing to back up.')
}

/**
 * Row-level security, which is forced, shows its rows to no owner but a superuser or who may pass by it. Any other gives itself sight of all for as long as
 * the dump lasts; should it be killed meanwhile, the next start of Sextant takes that away. Tells the work with which words pg_dump then asks.
 */
async function withSightOfAll<T>(owner: postgres.Sql, work: (words: string[]) => Promise<T>): Promise<T> {
  const [role] = await owner<{ passes: boolean }[]>`
    select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user`
  if (role?.passes) return work([])
  const tables = await owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relforcerowsecurity and not relispartition order by relname`
  const drop = async (sql: postgres.TransactionSql) => {
    for (const { name } of tables) await sql`drop policy if exists backup on ${sql(name)}`
  }
  await owner.begin(async tx => {
    await tx`set local lock_timeout = '10s'`
    await drop(tx)
    for (const { name } of tables)
      await tx`create policy backup on ${tx(name)} for select to current_user using (true)`
  })
  try {
    return await work(['--enable-row-security'])
  } finally {
    await owner.begin(drop)
  }
}
