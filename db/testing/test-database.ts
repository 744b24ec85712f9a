import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import postgres from 'postgres'
import { migrateDatabase } from '../app/migrate-database'
import { openDatabase } from '../app/open-database'
import type { Database } from '../core/database'
import { testServerUrl } from './test-postgres'

export const testPasswords = { app: 'test-app', system: 'test-system' }

export interface TestDatabase extends Database {
  ownerUrl: string
  appUrl: string
  systemUrl: string
  /** Superuser connection, for looking past row-level security. */
  owner: postgres.Sql
  /** Another pool of such connections, plain postgres.js: what benches compare with. */
  ownerPool(max: number): postgres.Sql
  /** Closes the connections and keeps the database. */
  disconnect(): Promise<void>
  drop(): Promise<void>
}

/** A migrated database of its own, copied from a template in a tenth of a second. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `sextant_test_${crypto.randomUUID().replaceAll('-', '')}`
  await onServer(admin => copyTemplate(admin, name))
  return openNamed(name)
}

/**
 * A migrated database that outlives the run, for what takes long to fill. `fill` runs once for each schema; a run that is cut off in
 * the middle of it begins anew.
 */
export async function keptDatabase(
  purpose: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  const name = `sextant_kept_${purpose}_${schemaHash()}`
  const half = `${name}_half`
  const made = await onServer(async admin => {
    const [known] = await admin`select 1 from pg_database where datname = ${name}`
    if (known) return true
    await admin.unsafe(`drop database if exists ${half} with (force)`)
    await copyTemplate(admin, half)
    return false
  })
  if (!made) {
    const filling = await openNamed(half)
    await fill(filling)
    await filling.disconnect()
    await onServer(admin => admin.unsafe(`alter database ${half} rename to ${name}`))
  }
  return openNamed(name)
}

/** A copy of a kept database that may be written to, and dropped. */
export async function copyOfKept(
  purpose: string,
  fill: (database: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  await (await keptDatabase(purpose, fill)).disconnect()
  const name = `sextant_test_${crypto.randomUUID().replaceAll('-', '')}`
  await onServer(admin =>
    admin.unsafe(`create database ${name} template sextant_kept_${purpose}_${schemaHash()}`),
  )
  return openNamed(name)
}

async function onServer<T>(work: (admin: postgres.Sql) => Promise<T>): Promise<T> {
  const admin = postgres(await testServerUrl(), { max: 1, onnotice: () => {} })
  try {
    return await work(admin)
  } finally {
    await admin.end({ timeout: 5 })
  }
}

async function copyTemplate(admin: postgres.Sql, name: string): Promise<void> {
  const template = `sextant_template_${schemaHash()}`
  await admin`select pg_advisory_lock(hashtext('sextant test template'))`
  const [made] = await admin`select 1 from pg_database where datname = ${template}`
  if (!made) {
    const half = `${template}_half`
    await admin.unsafe(`drop database if exists ${half} with (force)`)
    await admin.unsafe(`create database ${half}`)
    await migrateDatabase(withDatabase(await testServerUrl(), half), testPasswords)
    await admin.unsafe(`alter database ${half} rename to ${template}`)
  }
  await admin.unsafe(`create database ${name} template ${template}`)
  await admin`select pg_advisory_unlock(hashtext('sextant test template'))`
}

async function openNamed(name: string): Promise<TestDatabase> {
  const server = await testServerUrl()
  const ownerUrl = withDatabase(server, name)
  const appUrl = withDatabase(server, name, 'sextant_app', testPasswords.app)
  const systemUrl = withDatabase(server, name, 'sextant_system', testPasswords.system)
  const database = openDatabase({
    appUrl,
    systemUrl,
    maxConnections: 4,
    name: 'sextant-test',
    countStatements: true,
  })
  const owner = postgres(ownerUrl, {
    max: 2,
    onnotice: () => {},
    transform: { column: { from: postgres.toCamel } },
  })
  const disconnect = async () => {
    await database.close()
    await owner.end({ timeout: 5 })
  }
  return {
    ...database,
    ownerUrl,
    appUrl,
    systemUrl,
    owner: owner as unknown as postgres.Sql,
    ownerPool: max => postgres(ownerUrl, { max, onnotice: () => {} }),
    disconnect,
    drop: async () => {
      await disconnect()
      await onServer(admin => admin.unsafe(`drop database if exists ${name} with (force)`))
    },
  }
}

function schemaHash(): string {
  const hash = createHash('sha256')
  const migrations = new URL('../app/migrations/', import.meta.url)
  for (const file of readdirSync(migrations)
    .filter(file => file.endsWith('.sql'))
    .sort())
    hash.update(readFileSync(new URL(file, migrations)))
  for (const file of [
    'app/tenancy.ts',
    'app/task-policies.ts',
    'app/migrate-database.ts',
    'app/refold-search.ts',
    'core/folding-functions.ts',
    'core/folding.rules.ts',
    'core/phone.rules.ts',
    'records/timeline-function.ts',
  ])
    hash.update(readFileSync(new URL(`../${file}`, import.meta.url)))
  return hash.digest('hex').slice(0, 16)
}

function withDatabase(server: string, name: string, user?: string, password?: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  if (user) url.username = user
  if (password) url.password = password
  return url.toString()
}
