import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { accessFor, taskNames, tasks } from '../access/tasks.rules'
import { areas, type RecordName } from '../core/areas.model'
import type { Context } from '../core/context'
import { inWorkspace, readOnce } from '../core/database'
import { actions, type Grants, objects } from '../core/grants.rules'
import { uuidv7 } from '../core/ids'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  for (const table of guarded) await fill(table)
})
afterAll(() => database.drop())

const guarded = Object.keys(areas) as RecordName[]

/** A row that holds something in each column that needs it. Keys of others are no matter here. */
async function rowFor(table: string): Promise<Record<string, unknown>> {
  const columns = await database.owner<{ name: string; type: string }[]>`
    select a.attname as name, format_type(a.atttypid, null) as type from pg_attribute a
    where a.attrelid = ${table}::regclass and a.attnum > 0 and a.attnotnull and not a.atthasdef and a.attgenerated = ''`
  const made: Record<string, () => unknown> = {
    uuid: uuidv7,
    text: () => `some ${uuidv7()}`,
    date: () => '2026-11-18',
    boolean: () => true,
  }
  return Object.fromEntries(
    columns.map(({ name, type }) => [
      name,
      name === 'workspace_id'
        ? ctx.workspaceId
        : (/^timestamp/.test(type) ? () => new Date().toISOString() : (made[type] ?? (() => 1)))(),
    ]),
  )
}

async function insertSql(table: string): Promise<string> {
  const row = await rowFor(table)
  const names = Object.keys(row).map(name => `"${name}"`)
  return `insert into "${table}" (${names}) select ${names} from jsonb_populate_record(null::"${table}", '${JSON.stringify(row)}')`
}
const fill = async (table: string) => database.owner.unsafe(await insertSql(table))

const said = (work: Promise<unknown>) =>
  work.then(
    () => 'allowed',
    error => String(error.code),
  )

test('whatever a task is granted, it sees and writes that of every kind of record by plain SQL, and nothing else', async () => {
  const commands = ['read', 'create', 'update', 'archive'] as const
  const grants = fc.dictionary(
    fc.constantFrom(...guarded),
    fc.subarray([...commands]).map(held => Object.fromEntries(held.map(action => [action, 'all']))),
  )
  await fc.assert(
    fc.asyncProperty(
      grants,
      fc.constantFrom(...guarded),
      fc.constantFrom(...commands),
      async (held, table, command) => {
        const task = { ...ctx, access: accessFor('tried', { grants: held as Grants }) }
        const sql = {
          read: `select 1 from "${table}" limit 1`,
          create: await insertSql(table),
          update: `update "${table}" set version = 2`,
          archive: `delete from "${table}"`,
        }[command]
        // Undone each time, so that the next finds the same.
        const done = said(
          inWorkspace(task, async tx => {
            await tx.unsafe(sql)
            throw Object.assign(new Error('undone'), { code: 'allowed' })
          }),
        )
        expect([table, command, await done]).toEqual([
          table,
          command,
          (held as Record<string, object>)[table]?.[command as never] ? 'allowed' : '42501',
        ])
      },
    ),
    { numRuns: 150 },
  )
})

test('of a record it changes the fields that are granted, also by plain SQL', async () => {
  const { id } = await createRecord(ctx, leadEntity, { name: 'Nora', city: 'Oslo' })
  const grants: Grants = { lead: { read: 'all', update: 'all', writable: ['city', 'value'] } }
  const task = { ...ctx, access: accessFor('tried', { grants }) }
  const set = (values: object) =>
    said(inWorkspace(task, tx => tx`update lead set ${tx(values as never)} where id = ${id}`))
  expect(await set({ city: 'Bergen', value_minor: 5, value_currency: 'EUR', version: 2 })).toBe('allowed')
  expect(await set({ name: 'Nora' })).toBe('allowed')
  for (const values of [
    { name: 'Other' },
    { city: 'Nice', status: 'lost' },
    { deleted_at: new Date() },
    { owner_id: uuidv7() },
  ])
    expect([values, await set(values)]).toEqual([values, '42501'])
})

test('what no task may do is closed to it: a table that nobody named, another workspace, what is global', async () => {
  const { workspaceId: other } = await testContext(database)
  const all = Object.fromEntries(
    objects.map(object => [object, Object.fromEntries(actions.map(one => [one, 'all']))]),
  )
  const task = { ...ctx, access: accessFor('tried', { grants: all as Grants, keeps: ['notice'] }) }
  const seen = await readOnce(
    task,
    sql => sql<{ n: number }[]>`select count(*)::int as n from member where workspace_id = ${other}`,
  )
  expect(seen[0]!.n).toBe(0)
  for (const [sql, answer] of [
    ['select 1 from notice', 'allowed'],
    [
      `insert into idempotency (workspace_id, actor, key, fingerprint, created_at) values ('${ctx.workspaceId}', 'x', 'x', 'x', now())`,
      '42501',
    ],
    ['select 1 from "user"', '42501'],
    ['select 1 from session', '42501'],
    ['delete from event', '42501'],
    ['create table mine (id int)', '42501'],
  ] as const)
    expect([sql, await said(inWorkspace(task, tx => tx.unsafe(sql)))]).toEqual([sql, answer])
  // The role does not outlast its transaction.
  expect((await inWorkspace(ctx, tx => tx<{ as: string }[]>`select current_user as as`))[0]!.as).toBe(
    'sextant_app',
  )
})

test('each table is of an object, a part of one, or kept by a task that names it', async () => {
  const policies = await database.owner<{ name: string; cmd: string }[]>`
    select tablename as name, cmd from pg_policies where 'sextant_task' = any(roles)`
  const tables = await database.owner<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relrowsecurity`
  for (const { name } of tables)
    expect([
      name,
      policies
        .filter(policy => policy.name === name)
        .map(({ cmd }) => cmd)
        .toSorted(),
    ]).toEqual([name, ['DELETE', 'INSERT', 'SELECT', 'UPDATE']])
  const kept = taskNames.flatMap(name => tasks[name].keeps ?? [])
  expect(kept.filter(name => !tables.some(table => table.name === name))).toEqual([])
})
