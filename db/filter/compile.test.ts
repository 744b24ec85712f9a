import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import { compileFilter } from './compile'
import type { Filter } from './filter.model'
import { checkFilter } from './filter.rules'
import { insertRows, rowOf, type ScratchDatabase, scratchCatalogue, scratchDatabase } from './scratch-lead'

let database: ScratchDatabase
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.drop())

const options = { now: new Date('2026-11-18T12:00:00Z'), timeZone: 'UTC', alias: 't' }
const id = '0198f000-0000-7000-8000-000000000001'
const lead = { id, name: 'Ana', status: 'new', createdAt: '2026-11-18T00:00:00Z' }

async function names(workspaceId: string, filter: Filter): Promise<string[]> {
  const { sql } = database
  const rows = await sql<{ name: string }[]>`
    select name from lead t where workspace_id = ${workspaceId}
      and ${compileFilter(sql, filter, scratchCatalogue, options)} order by name`
  return rows.map(({ name }) => name)
}

describe('compileFilter', () => {
  test('sends what the asker wrote as parameters, never as SQL', async () => {
    const { sql } = database
    const workspaceId = crypto.randomUUID()
    await insertRows(sql, 'lead', [rowOf(workspaceId, lead)])
    const injection = `x'); drop table lead; --`
    for (const filter of [
      { field: 'name', op: 'eq', value: injection },
      { field: 'name', op: 'contains', value: injection },
      { field: 'name', op: 'in', value: [injection, '{"a"}', '\\', '"'] },
      { field: 'custom.tier', op: 'eq', value: injection },
      { field: 'source', op: 'in', value: [injection, 'NULL'] },
    ] satisfies Filter[])
      expect(await names(workspaceId, filter)).toEqual([])
    expect(await names(workspaceId, { field: 'name', op: 'known' })).toEqual(['Ana'])
  })

  test('takes wildcards and backslashes literally', async () => {
    const { sql } = database
    const workspaceId = crypto.randomUUID()
    const written = ['100%', '1000', 'a_b', 'axb', 'c\\d']
    const rows = written.map((name, index) => ({ ...lead, name, id: id.slice(0, -3) + `10${index}` }))
    await insertRows(
      sql,
      'lead',
      rows.map(row => rowOf(workspaceId, row)),
    )
    expect(await names(workspaceId, { field: 'name', op: 'starts_with', value: '100%' })).toEqual(['100%'])
    expect(await names(workspaceId, { field: 'name', op: 'contains', value: '_' })).toEqual(['a_b'])
    expect(await names(workspaceId, { field: 'name', op: 'ends_with', value: '\\d' })).toEqual(['c\\d'])
  })

  test('sees no related record of another workspace and none in the recycle bin', async () => {
    const { sql } = database
    const workspaceId = crypto.randomUUID()
    const filter: Filter = { field: 'customer.industry', op: 'eq', value: 'shipping' }
    const customers = ['a', 'b', 'c'].map(digit => id.slice(0, -1) + digit)
    await insertRows(sql, 'customer', [
      { id: customers[0], workspace_id: workspaceId, industry: 'Shipping' },
      { id: customers[1], workspace_id: crypto.randomUUID(), industry: 'Shipping' },
      {
        id: customers[2],
        workspace_id: workspaceId,
        industry: 'Shipping',
        deleted_at: '2026-01-01T00:00:00Z',
      },
    ])
    await insertRows(
      sql,
      'lead',
      customers.map((customerId, index) =>
        rowOf(workspaceId, { ...lead, id: id.slice(0, -3) + `20${index}`, name: `n${index}`, customerId }),
      ),
    )
    expect(await names(workspaceId, filter)).toEqual(['n0'])
    expect(await names(workspaceId, { not: filter })).toEqual(['n1', 'n2'])
  })

  test('compares plain columns, so that their indexes serve', async () => {
    const { sql } = database
    const workspaceId = crypto.randomUUID()
    await sql`
      insert into lead (id, workspace_id, name, status, created_at, employees, email_key, custom)
      select gen_random_uuid(), ${workspaceId}, 'n' || n, 'new', timestamptz '2020-01-01' + n * interval '1 hour', n,
        'p' || n || '@x.example', jsonb_build_object('tier', 't' || n)
      from generate_series(1, 30000) as n`
    await sql`vacuum analyze lead`
    const plan = async (filter: Filter) => {
      const rows =
        await sql`explain select id from lead t where workspace_id = ${workspaceId} and deleted_at is null
        and ${compileFilter(sql, filter, scratchCatalogue, options)}`
      return rows.map(row => row['QUERY PLAN']).join('\n')
    }
    expect(await plan({ field: 'employees', op: 'between', value: [10, 20] })).toContain('lead_by_employees')
    expect(await plan({ field: 'employees', op: 'in', value: [10, 20] })).toContain('lead_by_employees')
    expect(await plan({ field: 'createdAt', op: 'on', value: '2020-02-01' })).toContain('lead_by_created_at')
    expect(await plan({ field: 'email', op: 'eq', value: 'P7@X.example' })).toContain('lead_by_email')
    expect(await plan({ field: 'email', op: 'in', value: ['p7@x.example', 'p8@x.example'] })).toContain(
      'lead_by_email',
    )
    expect(await plan({ field: 'custom.tier', op: 'eq', value: 't7' })).toContain('lead_custom')
  }, 30_000)

  test('makes one prepared statement of lists of any length', async () => {
    const { sql } = database
    const text = async (value: string[]) => {
      const filter: Filter = { field: 'status', op: 'in', value }
      const asked = sql`select 1 from lead t where ${compileFilter(sql, filter, scratchCatalogue, options)}`
      return (await asked.describe()).string
    }
    expect(await text(['new', 'working'])).toBe(await text(['new', 'working', 'qualified']))
  })

  test('asks the largest filter that is accepted, on every kind of field', async () => {
    const { sql } = database
    const workspaceId = crypto.randomUUID()
    const custom = { tier: 't499', seats: 499, vip: true }
    await insertRows(sql, 'lead', [
      rowOf(workspaceId, { ...lead, id: crypto.randomUUID(), employees: 499, custom }),
    ])
    const many = Array.from({ length: 500 }, (_, n) => n)
    for (const condition of [
      { field: 'custom.tier', op: 'in', value: many.map(n => `t${n}`) },
      { field: 'custom.seats', op: 'in', value: many },
      { field: 'employees', op: 'in', value: many },
    ] satisfies Filter[]) {
      const filter: Filter = { and: Array.from({ length: 199 }, () => condition) }
      expect(checkFilter(filter, scratchCatalogue)).toEqual([])
      expect(await names(workspaceId, filter)).toEqual(['Ana'])
      expect(await names(workspaceId, { not: condition })).toEqual([])
    }
  }, 30_000)

  test('refuses a field that the catalogue does not have', () => {
    const filter: Filter = { field: 'password', op: 'known' }
    expect(() => compileFilter(database.sql, filter, scratchCatalogue, options)).toThrow(RangeError)
  })
})
