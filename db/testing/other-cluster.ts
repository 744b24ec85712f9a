import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import postgres from 'postgres'
import { migrateDatabase } from '../app/migrate-database'
import { openDatabase } from '../app/open-database'
import type { Database } from '../core/database'
import { startEmbeddedPostgres } from '../server/embedded-postgres'
import { freePort } from '../server/free-port'
import { ensureDatabase } from '../server/reach-database'
import { type TestDatabase, testPasswords } from './test-database'

export interface OtherCluster extends Database {
  ownerUrl: string
  owner: postgres.Sql
  /** Takes over everything that a database holds, as a restore of its dump does: rows and sequences as they are. */
  restore(from: Pick<TestDatabase, 'ownerUrl'>): Promise<void>
  /** What a start does with a database that it finds. */
  migrate(): ReturnType<typeof migrateDatabase>
  stop(): Promise<void>
}

/** A Postgres of its own, just made, whose transaction numbers begin far below those of the server that tests share. */
export async function otherCluster(): Promise<OtherCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'sextant-other-'))
  const server = await startEmbeddedPostgres({
    dataFolder: join(folder, 'postgres'),
    port: await freePort(),
    password: 'other-cluster',
    durable: false,
  })
  const ownerUrl = await ensureDatabase(server.url, 'sextant')
  const migrate = () => migrateDatabase(ownerUrl, testPasswords)
  await migrate()
  const as = (user: string, password: string) =>
    Object.assign(new URL(ownerUrl), { username: user, password }).href
  const database = openDatabase({
    appUrl: as('sextant_app', testPasswords.app),
    systemUrl: as('sextant_system', testPasswords.system),
    maxConnections: 4,
    name: 'sextant-test',
  })
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} })
  return {
    ...database,
    ownerUrl,
    owner,
    migrate,
    restore: async from => {
      const source = postgres(from.ownerUrl, { max: 1, onnotice: () => {} })
      try {
        await copyEverything(source, owner)
      } finally {
        await source.end({ timeout: 5 })
      }
    },
    stop: async () => {
      await database.close()
      await owner.end({ timeout: 5 })
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Takes a database's cluster far ahead of a new one in its transaction numbers, as one that has served for a while is. */
export async function serveForAWhile({ owner }: Pick<TestDatabase, 'owner'>): Promise<void> {
  await owner.unsafe(`do $$ begin
    for spent in 1..5000 loop perform pg_current_xact_id(); commit; end loop;
  end $$`)
}

async function copyEverything(source: postgres.Sql, target: postgres.Sql): Promise<void> {
  const tables = await source<{ name: string }[]>`
    select quote_ident(relname) as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`
  await target.begin(async tx => {
    // As pg_restore does: triggers and references come after the rows.
    await tx`set local session_replication_role = replica`
    for (const { name } of tables) {
      const columns = await source<{ name: string }[]>`
        select quote_ident(attname) as name from pg_attribute
        where attrelid = ${name}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`
      const list = columns.map(column => column.name).join(', ')
      await pipeline(
        await source.unsafe(`copy (select ${list} from ${name}) to stdout`).readable(),
        await tx.unsafe(`copy ${name} (${list}) from stdin`).writable(),
      )
    }
  })
  const sequences = await source<{ name: string; last: string }[]>`
    select quote_ident(sequencename) as name, last_value::text as last from pg_sequences where schemaname = 'public' and last_value is not null`
  for (const { name, last } of sequences) await target`select setval(${name}, ${last}::bigint)`
}
