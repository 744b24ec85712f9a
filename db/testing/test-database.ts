import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import postgres from 'postgres'
import { migrateDatabase } from '../app/migrate-database'
import { type Database, openDatabase } from '../core/database'
import { testServerUrl } from './test-postgres'

export const testPasswords = { app: 'test-app', system: 'test-system' }

export interface TestDatabase extends Database {
  ownerUrl: string
  appUrl: string
  systemUrl: string
  /** Superuser connection, for looking past row-level security. */
  owner: postgres.Sql
  drop(): Promise<void>
}

/** A migrated database of its own, copied from a template in a tenth of a second. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = await testServerUrl()
  const admin = postgres(server, { max: 1, onnotice: () => {} })
  const template = `sextant_template_${schemaHash()}`
  const name = `sextant_test_${crypto.randomUUID().replaceAll('-', '')}`
  try {
    await admin`select pg_advisory_lock(hashtext('sextant test template'))`
    const [made] = await admin`select 1 from pg_database where datname = ${template}`
    if (!made) {
      const half = `${template}_half`
      await admin.unsafe(`drop database if exists ${half} with (force)`)
      await admin.unsafe(`create database ${half}`)
      await migrateDatabase(withDatabase(server, half), testPasswords)
      await admin.unsafe(`alter database ${half} rename to ${template}`)
    }
    await admin.unsafe(`create database ${name} template ${template}`)
    await admin`select pg_advisory_unlock(hashtext('sextant test template'))`
  } finally {
    await admin.end({ timeout: 5 })
  }
  const ownerUrl = withDatabase(server, name)
  const appUrl = withDatabase(server, name, 'sextant_app', testPasswords.app)
  const systemUrl = withDatabase(server, name, 'sextant_system', testPasswords.system)
  const database = openDatabase({ appUrl, systemUrl, maxConnections: 4, name: 'sextant-test' })
  const owner = postgres(ownerUrl, {
    max: 2,
    onnotice: () => {},
    transform: { column: { from: postgres.toCamel } },
  })
  return {
    ...database,
    ownerUrl,
    appUrl,
    systemUrl,
    owner: owner as unknown as postgres.Sql,
    drop: async () => {
      await database.close()
      await owner.end({ timeout: 5 })
      const last = postgres(server, { max: 1, onnotice: () => {} })
      await last.unsafe(`drop database if exists ${name} with (force)`)
      await last.end({ timeout: 5 })
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
  for (const file of ['tenancy.ts', 'migrate-database.ts'])
    hash.update(readFileSync(new URL(`../app/${file}`, import.meta.url)))
  return hash.digest('hex').slice(0, 16)
}

function withDatabase(server: string, name: string, user?: string, password?: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  if (user) url.username = user
  if (password) url.password = password
  return url.toString()
}
