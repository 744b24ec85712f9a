import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { orderBy, partsOf } from './keyset'
import {
  insertRows,
  rowOf,
  type ScratchDatabase,
  type ScratchLead,
  scratchCatalogue,
  scratchDatabase,
} from './scratch-lead'
import { lead } from './scratch-values'
import { type Cursor, cursorFits, cursorOf, defaultSort, type SortKey } from './sort.rules'

let database: ScratchDatabase
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.drop())

const sortable = Object.keys(scratchCatalogue.fields).filter(
  key => scratchCatalogue.fields[key]!.traits.sortable,
)
const sorts = fc.uniqueArray(fc.constantFrom(...sortable), { minLength: 1, maxLength: 3 }).chain(fields =>
  fc.tuple(
    ...fields.map(field =>
      fc.record<SortKey>({
        field: fc.constant(field),
        direction: fc.constantFrom('asc' as const, 'desc' as const),
        nulls: fc.constant('last' as const),
      }),
    ),
  ),
)
const leads = (min: number, max: number) =>
  fc.uniqueArray(lead, { selector: one => one.id, minLength: min, maxLength: max })

async function order(workspaceId: string, sort: readonly SortKey[]): Promise<string[]> {
  const { sql } = database
  const rows = await sql<{ id: string }[]>`
    select id from lead t where workspace_id = ${workspaceId} order by ${orderBy(sql, sort, scratchCatalogue, 't')}`
  return rows.map(({ id }) => id)
}

async function page(
  workspaceId: string,
  sort: readonly SortKey[],
  cursor: Cursor | undefined,
  limit: number,
) {
  const { sql } = database
  const parts = partsOf(sql, sort, cursor, scratchCatalogue, 't')
    .map(
      ({ condition, order }) => sql`(
        select id from lead t where workspace_id = ${workspaceId} ${condition ? sql`and ${condition}` : sql``}
        order by ${order} limit ${limit})`,
    )
    .reduce((all, part) => sql`${all} union all ${part}`)
  const rows = await sql<{ id: string }[]>`select id from (${parts}) page limit ${limit}`
  return rows.map(({ id }) => id)
}

describe('paging by keyset', () => {
  test('gives each row exactly once and in order, while others are inserted between the pages', async () => {
    const { sql } = database
    await fc.assert(
      fc.asyncProperty(
        leads(1, 12),
        leads(0, 6),
        sorts,
        fc.integer({ min: 1, max: 4 }),
        async (early, late, sort, limit) => {
          const workspaceId = crypto.randomUUID()
          await sql`truncate lead`
          const known = new Map<string, ScratchLead>(early.map(one => [one.id, one]))
          await insertRows(
            sql,
            'lead',
            early.map(one => rowOf(workspaceId, one)),
          )
          const expected = await order(workspaceId, sort)
          const arriving = late.filter(one => !known.has(one.id))
          const seen: string[] = []
          let cursor: Cursor | undefined
          for (;;) {
            const ids = await page(workspaceId, sort, cursor, limit)
            seen.push(...ids)
            if (ids.length < limit) break
            cursor = JSON.parse(
              JSON.stringify(cursorOf(sort, known.get(ids.at(-1)!)!, scratchCatalogue)),
            ) as Cursor
            expect(cursorFits(cursor, sort, scratchCatalogue)).toBe(true)
            const next = arriving.pop()
            if (next) {
              known.set(next.id, next)
              await insertRows(sql, 'lead', [rowOf(workspaceId, next)])
            }
          }
          expect(new Set(seen).size).toBe(seen.length)
          const original = new Set(expected)
          expect(seen.filter(id => original.has(id))).toEqual(expected)
          const final = await order(workspaceId, sort)
          expect(final.filter(id => seen.includes(id))).toEqual(seen)
        },
      ),
      { numRuns: 300 },
    )
  }, 120_000)

  test('puts missing values last in both directions', async () => {
    const { sql } = database
    const workspaceId = crypto.randomUUID()
    const ids = [1, 2, 3].map(n => `0198f000-0000-7000-8000-00000000000${n}`)
    const base = { name: 'a', status: 'new', createdAt: '2026-11-18T00:00:00Z' }
    const scores = [5, null, 7]
    await insertRows(
      sql,
      'lead',
      ids.map((id, index) => rowOf(workspaceId, { ...base, id, employees: scores[index] })),
    )
    const by = (direction: 'asc' | 'desc') =>
      order(workspaceId, [{ field: 'employees', direction, nulls: 'last' }])
    expect(await by('asc')).toEqual([ids[0]!, ids[2]!, ids[1]!])
    expect(await by('desc')).toEqual([ids[2]!, ids[0]!, ids[1]!])
  })

  test('reads the default list in the order of its index, from where the cursor is', async () => {
    const { sql } = database
    const workspaceId = crypto.randomUUID()
    await sql`
      insert into lead (id, workspace_id, name, status, created_at, employees)
      select gen_random_uuid(), ${workspaceId}, 'n' || n, 'new', timestamptz '2026-01-01' + n * interval '1 minute', nullif(n % 50, 0)
      from generate_series(1, 20000) as n`
    await sql`analyze lead`
    const planOf = (sort: readonly SortKey[], cursor: Cursor | undefined, part = 0) =>
      sql.begin(async tx => {
        const { condition, order } = partsOf(tx, sort, cursor, scratchCatalogue, 't')[part]!
        const rows = await tx`
          explain select * from lead t where workspace_id = ${workspaceId} and deleted_at is null
            ${condition ? tx`and ${condition}` : tx``} order by ${order} limit 50`
        return rows.map(row => row['QUERY PLAN']).join('\n')
      })
    const id = '0198f000-0000-7000-8000-000000000001'
    const plan = await planOf(defaultSort, { values: ['2026-01-07T00:00:00.000Z'], id })
    expect(plan).toContain('Index Scan Backward using lead_by_created_at')
    expect(plan).toMatch(/Index Cond: .*ROW\(created_at, id\) < ROW/)
    expect(plan).not.toContain('Sort')
    for (const [direction, scan, beyond] of [
      ['desc', /Index Scan using lead_by_employees/, /Index Cond: .*ROW\(employees, id\) < ROW/],
      ['asc', /Index Scan Backward using lead_by_employees/, /Index Cond: .*ROW\(employees, id\) > ROW/],
    ] as const) {
      const employees: SortKey[] = [{ field: 'employees', direction, nulls: 'last' }]
      for (const [cursor, part] of [
        [undefined, 0],
        [undefined, 1],
        [{ values: [25], id }, 0],
        [{ values: [null], id }, 0],
      ] as const) {
        const nullable = await planOf(employees, cursor && { ...cursor, values: [...cursor.values] }, part)
        expect(nullable).toMatch(scan)
        expect(nullable).not.toContain('Sort')
        if (cursor?.values[0] === 25) expect(nullable).toMatch(beyond)
        if (cursor?.values[0] === null)
          expect(nullable).toMatch(/Index Cond: .*employees IS NULL.* AND \(id [<>]/)
      }
    }
  }, 30_000)
})
