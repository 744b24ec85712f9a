import { afterAll, beforeAll, describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { smallLetters } from '../core/folding.rules'
import { compileFilter } from './compile'
import { normalise } from './describe.rules'
import { evaluate } from './evaluate.rules'
import { checkFilter } from './filter.rules'
import { insertRows, rowOf, type ScratchDatabase, scratchCatalogue, scratchDatabase } from './scratch-lead'
import { events, filters, lead, related, zones } from './scratch-values'

let database: ScratchDatabase
beforeAll(async () => {
  database = await scratchDatabase()
})
afterAll(() => database.drop())

const now = new Date('2026-11-18T12:00:00Z')

describe('the two engines', () => {
  test('select the same records for any filter', async () => {
    const { sql } = database
    const world = fc.record({
      leads: fc.uniqueArray(fc.tuple(lead, events), {
        selector: ([one]) => one.id,
        minLength: 1,
        maxLength: 8,
      }),
      related,
      filters: fc.array(filters, { minLength: 3, maxLength: 6 }),
      timeZone: fc.constantFrom(...zones),
    })
    await fc.assert(
      fc.asyncProperty(
        world,
        async ({ leads, related: { customers, members }, filters: asked, timeZone }) => {
          const workspaceId = crypto.randomUUID()
          await sql`truncate lead, customer, member, event`
          const idOf = (index: number) => `0198f000-0000-7000-8000-00000000000${index + 1}`
          await insertRows(
            sql,
            'customer',
            customers.map((one, index) => rowOf(workspaceId, { id: idOf(index), ...one })),
          )
          await insertRows(
            sql,
            'member',
            members.map((one, index) => rowOf(workspaceId, { id: idOf(index), ...one })),
          )
          await insertRows(
            sql,
            'lead',
            leads.map(([one]) => rowOf(workspaceId, one)),
          )
          const happened = leads.flatMap(([{ id }, list]) =>
            list.map(one => ({ ...rowOf(workspaceId, one), subject_type: 'lead', subject_id: id })),
          )
          await insertRows(sql, 'event', happened)
          const find = (list: Record<string, unknown>[], id: unknown) =>
            list[[0, 1, 2].findIndex(index => idOf(index) === id)] ?? null
          for (const filter of asked) {
            expect(checkFilter(filter, scratchCatalogue)).toEqual([])
            const options = { now, timeZone, alias: 't' }
            const rows = await sql<{ id: string }[]>`
            select id from lead t where workspace_id = ${workspaceId} and ${compileFilter(sql, filter, scratchCatalogue, options)}`
            const inMemory = (form: typeof filter) =>
              leads
                .filter(([record, list]) =>
                  evaluate(form, record, {
                    catalogue: scratchCatalogue,
                    now,
                    timeZone,
                    events: list,
                    relations: {
                      customer: find(customers, record.customerId),
                      owner: find(members, record.ownerId),
                    },
                  }),
                )
                .map(([{ id }]) => id)
                .sort()
            expect(rows.map(({ id }) => id).sort()).toEqual(inMemory(filter))
            expect(inMemory(normalise(filter))).toEqual(inMemory(filter))
          }
        },
      ),
      { numRuns: 400 },
    )
  }, 120_000)

  test('give every character that Postgres knows the same small letter', async () => {
    const { sql } = database
    const rows = await sql<{ point: number; folded: string }[]>`
      select point, lower(chr(point) collate "pg_c_utf8") as folded
      from generate_series(1, 1114111) as point
      where point not between 55296 and 57343 and unicode_assigned(chr(point))`
    expect(rows.length).toBeGreaterThan(150_000)
    const different = rows.filter(({ point, folded }) => smallLetters(String.fromCodePoint(point)) !== folded)
    expect(different.map(({ point }) => point.toString(16))).toEqual([])
  }, 60_000)
})
