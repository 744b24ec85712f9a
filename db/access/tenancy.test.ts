import { afterAll, beforeAll, expect, test } from 'bun:test'
import type postgres from 'postgres'
import { entities } from '../app/entities'
import { inWorkspace } from '../core/database'
import { isExported, objects, roles } from '../core/grants.rules'
import { uuidv7 } from '../core/ids'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { grantOf } from './policy.rules'

interface Table {
  name: string
  scoped: boolean
  secured: boolean
  forced: boolean
  owner: string
  partition: boolean
}
interface Column {
  name: string
  type: string
  needed: boolean
}

const workspaceA = uuidv7()
const workspaceB = uuidv7()
let database: TestDatabase
let tables: Table[]
beforeAll(async () => {
  database = await testDatabase()
  tables = await database.owner<Table[]>`
    select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
      c.relispartition as partition,
      exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) as scoped
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by c.relname`
  for (const workspace of [workspaceA, workspaceB])
    for (const table of ours()) await fill(table.name, workspace)
})
afterAll(() => database.drop())

/** Tables with a workspace's rows; a partition's rows are asked for through its parent. */
const ours = () =>
  tables.filter(({ name, scoped, partition }) => (scoped || name === 'workspace') && !partition)
const keyOf = (table: string) => (table === 'workspace' ? 'id' : 'workspace_id')

const columnsOf = (table: string) => database.owner<Column[]>`
  select a.attname as name, format_type(a.atttypid, null) as type, a.attnotnull and not a.atthasdef and a.attidentity = '' as needed
  from pg_attribute a where a.attrelid = ${`"${table}"`}::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`

const sample: Record<string, () => unknown> = {
  uuid: () => uuidv7(),
  text: () => `some ${uuidv7()}`,
  'timestamp with time zone': () => new Date().toISOString(),
  date: () => '2026-11-18',
  boolean: () => true,
  jsonb: () => ({}),
  json: () => ({}),
  bytea: () => '\\x00',
}

/** A row that holds something in each column that needs it, whatever the table is. Triggers and keys of others are no matter here. */
async function rowFor(table: string, workspace: string): Promise<Record<string, unknown>> {
  const columns = await columnsOf(table)
  return Object.fromEntries(
    columns.flatMap(({ name, type, needed }) => {
      if (name === keyOf(table)) return [[name, workspace]]
      return needed ? [[name, (sample[type] ?? (() => 1))()]] : []
    }),
  )
}

type Asking = postgres.Sql | postgres.TransactionSql | postgres.ReservedSql

const insert = (sql: Asking, table: string, row: Record<string, unknown>) => {
  const names = Object.keys(row).map(name => `"${name}"`)
  const values = `select ${names.join(', ')} from jsonb_populate_record(null::"${table}", $1::text::jsonb)`
  return sql.unsafe(`insert into "${table}" (${names.join(', ')}) ${values}`, [JSON.stringify(row)])
}

async function fill(table: string, workspace: string): Promise<void> {
  await insert(database.owner, table, await rowFor(table, workspace))
}

const count = async (sql: Asking, table: string, of?: string) => {
  const [row] = await sql.unsafe(
    `select count(*)::int as n from "${table}" ${of ? `where "${keyOf(table)}" = '${of}'` : ''}`,
  )
  return row!.n as number
}

const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'allowed',
    error => String(error.code),
  )

test('every table of the database belongs to a workspace, is global by name, or is a partition of one that does', () => {
  const global = tables.filter(({ name, scoped }) => !scoped && name !== 'workspace').map(({ name }) => name)
  expect(global).toEqual([
    'account',
    'part_beat',
    'rate_limit',
    'relay_cursor',
    'session',
    'user',
    'verification',
  ])
  expect(ours().length).toBeGreaterThan(15)
})

test('each table of a workspace is under forced row-level security, with a policy for reading and writing', async () => {
  for (const { name, secured, forced } of ours()) {
    expect([name, secured, forced]).toEqual([name, true, true])
    const policies = await database.owner`
      select cmd, permissive, qual, with_check from pg_policies where tablename = ${name} and 'sextant_app' = any(roles)`
    expect(policies.map(({ cmd, permissive }) => [cmd, permissive])).toEqual([['ALL', 'PERMISSIVE']])
    for (const rule of [policies[0]!.qual, policies[0]!.withCheck])
      expect(rule).toContain("current_setting('app.workspace'")
  }
})

test('sextant_app and sextant_system own nothing, are no superusers and pass by no policy', async () => {
  const known = await database.owner`
    select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname like 'sextant_%' order by rolname`
  expect(known.map(({ rolname, ...powers }) => [rolname, Object.values(powers).some(Boolean)])).toEqual([
    ['sextant_app', false],
    ['sextant_system', false],
    ['sextant_task', false],
  ])
  // A transaction of Sextant's own work gives up the app's role for a narrower one, which nobody has by itself.
  const memberships = await database.owner`
    select r.rolname as member, g.rolname as of, m.inherit_option as has, m.admin_option as gives
    from pg_auth_members m join pg_roles r on r.oid = m.member join pg_roles g on g.oid = m.roleid where r.rolname like 'sextant_%'`
  expect(memberships.map(one => ({ ...one }))).toEqual([
    { member: 'sextant_app', of: 'sextant_task', has: false, gives: false },
  ])
  expect(tables.filter(({ owner }) => owner.startsWith('sextant_'))).toEqual([])
  expect(await codeOf(database.app`create table mine (id int)`)).toBe('42501')
})

test('with its own workspace set, the app’s role sees its rows in each table and no row of another', async () => {
  await inWorkspace({ db: database, workspaceId: workspaceB }, async tx => {
    for (const { name } of ours()) {
      expect([name, await count(tx, name, workspaceA)]).toEqual([name, 0])
      expect([name, await count(tx, name)]).toEqual([name, 1])
    }
  })
})

test('with another workspace set, no row of this one is changed or removed, in any table', async () => {
  for (const { name } of ours()) {
    const key = keyOf(name)
    const [column] = (await columnsOf(name)).filter(column => column.name !== key)
    const attempts = [
      `update "${name}" set "${column!.name}" = "${column!.name}" where "${key}" = '${workspaceA}'`,
      `delete from "${name}" where "${key}" = '${workspaceA}'`,
    ]
    for (const attempt of attempts) {
      const touched = await inWorkspace({ db: database, workspaceId: workspaceB }, tx =>
        tx.unsafe(attempt),
      ).then(
        result => result.count,
        error => error.code,
      )
      // The log and the audit take neither from anybody.
      expect([name, touched]).toEqual([name, ['event', 'audit_entry'].includes(name) ? '42501' : 0])
    }
    expect([name, await count(database.owner, name, workspaceA)]).toEqual([name, 1])
  }
})

test('with another workspace set, no row is put into this one, nor moved there, in any table', async () => {
  for (const { name } of ours()) {
    const key = keyOf(name)
    const row = await rowFor(name, name === 'workspace' ? uuidv7() : workspaceA)
    const smuggle = inWorkspace({ db: database, workspaceId: workspaceB }, tx => insert(tx, name, row))
    expect([name, await codeOf(smuggle)]).toEqual([name, '42501'])
    const move = inWorkspace({ db: database, workspaceId: workspaceB }, tx =>
      tx.unsafe(`update "${name}" set "${key}" = '${name === 'workspace' ? uuidv7() : workspaceA}'`),
    )
    expect([name, await codeOf(move)]).toEqual([name, '42501'])
    expect([name, await count(database.owner, name, workspaceA)]).toEqual([name, 1])
  }
})

test('with no workspace set nothing is seen and nothing is written, in any table', async () => {
  for (const { name } of ours()) {
    expect([name, await count(database.app, name)]).toEqual([name, 0])
    expect([name, await codeOf(insert(database.app, name, await rowFor(name, uuidv7())))]).toEqual([
      name,
      '42501',
    ])
  }
  for (const { name } of tables.filter(table => !ours().includes(table)))
    expect([name, await codeOf(count(database.app, name))]).toEqual([name, '42501'])
})

test('sextant_system sees across workspaces what it is for, and nothing that people wrote', async () => {
  const seen: string[] = []
  for (const { name } of ours())
    if ((await codeOf(database.system.unsafe(`select * from "${name}" limit 1`))) === 'allowed')
      seen.push(name)
  expect(seen).toEqual([
    'activity_due',
    'api_key',
    'event',
    'invitation',
    'member',
    'territory_member',
    'workspace',
  ])
  for (const peek of [
    'select body from file_chunk',
    'select name from file',
    'select body from idempotency',
    'select name from lead',
    'select 1 from score',
    `update workspace set name = 'x'`,
    `update member set role = 'admin'`,
    `update api_key set role = 'admin'`,
    `update invitation set role = 'admin'`,
    `update event set kind = 'x'`,
    'delete from event',
    'insert into member select * from member',
  ])
    expect([peek, await codeOf(database.system.unsafe(peek))]).toEqual([peek, '42501'])
})

test('what runs with the owner’s power has a fixed search path and is for sextant_system alone', async () => {
  const powerful = await database.owner<
    { name: string; path: string[] | null; app: boolean; system: boolean; all: boolean }[]
  >`
    select proname as name, proconfig as path, has_function_privilege('sextant_app', oid, 'execute') as app,
      has_function_privilege('sextant_system', oid, 'execute') as system, has_function_privilege('public', oid, 'execute') as all
    from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`
  expect(powerful.map(({ name }) => name)).toContain('event_partitions_ahead')
  for (const one of powerful)
    expect(one).toEqual({
      name: one.name,
      path: ['search_path=public, pg_temp'],
      app: false,
      system: true,
      all: false,
    })
})

test('a workspace left by one transaction does not cling to the connection', async () => {
  const [{ at } = { at: undefined }] = await inWorkspace(
    { db: database, workspaceId: workspaceA },
    tx => tx<{ at: string }[]>`select current_setting('app.workspace') as at`,
  )
  expect(at).toBe(workspaceA)
  const seen = await Promise.all(Array.from({ length: 8 }, () => count(database.app, 'lead')))
  expect(seen).toEqual(Array(8).fill(0))
})

test('every entity has a row in the policy, for the admin in full and for each role that may read it', () => {
  for (const { name } of entities) {
    expect(objects).toContain(name)
    expect(grantOf('admin', name)).toEqual({
      read: 'all',
      create: 'all',
      update: 'all',
      archive: 'all',
      ...(isExported(name) && { export: 'all' }),
    })
    for (const role of roles)
      expect([name, role, grantOf(role, name).read]).not.toEqual([name, role, undefined])
  }
})
