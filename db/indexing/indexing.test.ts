import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Context } from '../core/context'
import { defineField } from '../fields/define-field'
import { compileFilter } from '../filter/compile'
import type { Filter } from '../filter/filter.model'
import { forgetIndexes, noteFilter } from '../filter/known-indexes'
import { planFilter } from '../filter/plan.rules'
import { leadEntity } from '../leads/leads.entity'
import { sumRecords } from '../rates/sum-records.queries'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { catalogueOf } from '../records/catalogue'
import { countRecords } from '../records/count-records'
import { createRecord } from '../records/create-record'
import { listAnchors } from '../records/list-anchors'
import { listRecords } from '../records/list-records'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { buildFilterIndexes } from './build-indexes'
import { dropFilterIndex } from './drop-index'
import { listFilterIndexes } from './indexes.queries'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  ctx = await testContext(database)
  await defineField(ctx, { entity: 'lead', key: 'size', label: 'Size', kind: 'number' })
  await defineField(ctx, { entity: 'lead', key: 'shop', label: 'Shop', kind: 'text' })
})

const work = { maxMs: 60_000, least: 0 }
const build = () => buildFilterIndexes({ db: database, clock: ctx.clock }, work)
const kinds = {
  city: 'words',
  jobTitle: 'words',
  note: 'words',
  country: 'choice',
  employees: 'number',
  receivedOn: 'day',
  scoredAt: 'instant',
  'custom.size': 'number',
  'custom.shop': 'words',
} as const
const sources: Record<string, string> = {
  jobTitle: 'job_title',
  receivedOn: 'received_on',
  scoredAt: 'scored_at',
}

/** As if filters by the fields had been slow three times. */
const ask = async (fields: readonly string[]) => {
  for (const field of fields) {
    const custom = field.startsWith('custom.')
    await database.owner`
      insert into filter_index (workspace_id, entity, field, source, custom, kind, folding, state, slow, noted_at, last_used_at)
      values (${ctx.workspaceId}, 'lead', ${field}, ${custom ? field.slice(7) : (sources[field] ?? field)}, ${custom}, ${kinds[field as keyof typeof kinds]}, 2, 'noted', 3, now(), now())
      on conflict do nothing`
  }
  await build()
  forgetIndexes(database)
}
/** Whatever else runs on the server may be older than the index for a moment. */
const ready = async () => {
  while ((await listFilterIndexes(ctx)).some(({ state }) => state !== 'ready')) await build()
  forgetIndexes(database)
}

const found = async (filter: Filter, deleted = false): Promise<string[]> => {
  const { results, total } = await listRecords(ctx, leadEntity, {
    filter,
    deleted,
    fields: ['name'],
    limit: 200,
    count: 'exact',
  })
  const names = (JSON.parse(results) as { name: string }[]).map(({ name }) => name)
  expect(total).toEqual({ value: names.length, exact: true })
  return names.toSorted()
}

/** What the filter finds where each record is looked at. */
async function foundPlainly(filter: Filter, deleted = false): Promise<string[]> {
  const catalogue = await catalogueOf(ctx, leadEntity, ['custom.'])
  const sql = database.owner
  const rows = await sql<{ name: string }[]>`
    select t.name from lead t where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is ${deleted ? sql`not null` : sql`null`}
      and ${compileFilter(sql, filter, catalogue, { now: ctx.clock(), timeZone: ctx.timeZone, alias: 't' })}`
  return rows.map(({ name }) => name).toSorted()
}

const cities = ['Ghent', 'GHENT', 'Gènt', 'São Paulo', 'القاهرة', '東京', 'Ulm', '']
const lead = fc.record({
  city: fc.constantFrom(...cities.filter(Boolean), null),
  jobTitle: fc.constantFrom('Head of operations', 'Astronaut', 'astro_naut', '50% owner', null),
  note: fc.constantFrom('short', 'x'.repeat(5000), null),
  country: fc.constantFrom('DE', 'BE', null),
  employees: fc.constantFrom(0, 1, 900, 9_007_199_254_740_991, null),
  receivedOn: fc.constantFrom('2026-01-31', '2026-02-01', null),
  custom: fc.record({
    size: fc.constantFrom(0, -1.5, 0.375, 1e300, null),
    shop: fc.constantFrom('Nord', 'nord', 'Süd', null),
  }),
})
const condition = fc.oneof(
  fc.record({
    field: fc.constant('city'),
    op: fc.constantFrom('eq', 'neq', 'contains', 'starts_with', 'ends_with'),
    value: fc.constantFrom('ghent', 'ent', 'ao p', 'قاهرة', '東京', 'm'),
  }),
  fc.record({
    field: fc.constant('jobTitle'),
    op: fc.constantFrom('contains', 'eq'),
    value: fc.constantFrom('naut', 'o_n', '50%', 'astronaut'),
  }),
  fc.record({
    field: fc.constant('note'),
    op: fc.constantFrom('eq', 'contains'),
    value: fc.constantFrom('short', 'x'.repeat(900), 'xxx'),
  }),
  fc.record({
    field: fc.constant('country'),
    op: fc.constantFrom('in', 'not_in'),
    value: fc.constantFrom(['de'], ['BE', 'FR']),
  }),
  fc.record({
    field: fc.constant('employees'),
    op: fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq'),
    value: fc.constantFrom(0, 1, 900, 9_007_199_254_740_991),
  }),
  fc.record({
    field: fc.constant('receivedOn'),
    op: fc.constantFrom('gt', 'lte', 'eq'),
    value: fc.constantFrom('2026-01-31', '2026-02-01'),
  }),
  fc.record({
    field: fc.constant('custom.size'),
    op: fc.constantFrom('gt', 'lte', 'eq'),
    value: fc.constantFrom(0, 0.375, -1.5),
  }),
  fc.record({
    field: fc.constant('custom.shop'),
    op: fc.constantFrom('eq', 'contains', 'neq'),
    value: fc.constantFrom('nord', 'süd'),
  }),
)
const filter = fc.oneof(
  condition,
  fc.record({ and: fc.array(condition, { minLength: 1, maxLength: 3 }) }),
  fc.record({ or: fc.array(condition, { minLength: 1, maxLength: 2 }) }),
  fc.record({ and: fc.tuple(condition, fc.record({ not: condition })) }),
) as fc.Arbitrary<unknown> as fc.Arbitrary<Filter>

test('with indexes a filter finds what it finds without, whatever was written before, meanwhile and after', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(lead, { minLength: 1, maxLength: 12 }),
      fc.array(lead, { minLength: 1, maxLength: 6 }),
      fc.array(filter, { minLength: 4, maxLength: 8 }),
      async (before, after, filters) => {
        ctx = await testContext(database)
        await defineField(ctx, { entity: 'lead', key: 'size', label: 'Size', kind: 'number' })
        await defineField(ctx, { entity: 'lead', key: 'shop', label: 'Shop', kind: 'text' })
        const ids: string[] = []
        for (const [n, values] of before.entries())
          ids.push((await createRecord(ctx, leadEntity, { name: `Before ${n}`, ...values })).id)
        await ask(Object.keys(kinds))
        await ready()
        for (const [n, values] of after.entries()) {
          await createRecord(ctx, leadEntity, { name: `After ${n}`, ...values })
          const id = ids[n]
          if (id) await updateRecord(ctx, leadEntity, id, values)
          if (id && n % 2) await archiveRecord(ctx, leadEntity, id)
          if (id && n % 3 === 0 && n % 2) await restoreRecord(ctx, leadEntity, id)
        }
        for (const one of filters) {
          expect(await found(one)).toEqual(await foundPlainly(one))
          expect(await found(one, true)).toEqual(await foundPlainly(one, true))
        }
      },
    ),
    { numRuns: 12 },
  )
})

test('lists, counts, anchors and sums go by the index, and look at the record itself', async () => {
  const { id } = await createRecord(ctx, leadEntity, {
    name: 'A',
    city: 'Ghent',
    value: { minor: 5, currency: 'EUR' },
  })
  await createRecord(ctx, leadEntity, { name: 'B', city: 'Ulm', value: { minor: 7, currency: 'EUR' } })
  await ask(['city'])
  await ready()
  const ghent: Filter = { field: 'city', op: 'eq', value: 'Ghent' }
  const all = async () => ({
    list: await found(ghent),
    count: (await countRecords(ctx, [{ entity: leadEntity, filter: ghent }]))[0]!.value,
    anchors: (await listAnchors(ctx, leadEntity, { filter: ghent })).total.value,
    sum: JSON.parse(await sumRecords(ctx, { entity: leadEntity, filter: ghent, fields: ['value'] })).value
      .minor,
  })
  expect(await all()).toEqual({ list: ['A'], count: 1, anchors: 1, sum: 5 })
  // A value that is kept wrongly shows that it was asked.
  await database.owner`update filter_value set value = 'ulm' where record_id = ${id}`
  expect(await all()).toEqual({ list: [], count: 0, anchors: 0, sum: 0 })
  // An index that is gone is asked in vain: all records are looked at.
  await database.owner`update filter_index set state = 'building'`
  expect(await all()).toEqual({ list: ['A'], count: 1, anchors: 1, sum: 5 })
})

test('who wrote without having seen the index is waited for', async () => {
  const late = database.ownerPool(1)
  const open = await late.reserve()
  await open`begin`
  await open`select pg_current_xact_id()`
  await createRecord(ctx, leadEntity, { name: 'A', city: 'Ghent' })
  await ask(['city'])
  expect(await listFilterIndexes(ctx)).toMatchObject([{ field: 'city', state: 'building', records: 0 }])
  await open`commit`
  open.release()
  await late.end()
  await ready()
  expect(await listFilterIndexes(ctx)).toMatchObject([{ field: 'city', state: 'ready', records: 1 }])
})

test('a field is indexed once filters by it were slow three times, where there are many records', async () => {
  await createRecord(ctx, leadEntity, { name: 'A', city: 'Ghent' })
  const catalogue = await catalogueOf(ctx, leadEntity, [])
  const ghent: Filter = {
    and: [
      { field: 'city', op: 'eq', value: 'Ghent' },
      { field: 'status', op: 'eq', value: 'new' },
      { field: 'phone', op: 'contains', value: '123' },
    ],
  }
  let now = ctx.clock().getTime()
  const later: Context = { ...ctx, clock: () => new Date(now) }
  const plan = planFilter(ghent, catalogue, { now: new Date(now), timeZone: 'UTC' })
  const slow = async (times: number) => {
    for (let n = 0; n < times; n++) {
      await noteFilter(later, catalogue, plan, { tookMs: 900, used: [] })
      // The same moment is noted once.
      await noteFilter(later, catalogue, plan, { tookMs: 900, used: [] })
      now += 2000
    }
  }
  await noteFilter(later, catalogue, plan, { tookMs: 20, used: [] })
  await slow(1)
  await build()
  expect(await listFilterIndexes(ctx)).toMatchObject([
    { entity: 'lead', field: 'city', state: 'noted', slow: 1 },
  ])
  await slow(2)
  expect(await listFilterIndexes(ctx)).toMatchObject([{ field: 'city', slow: 3 }])
  await buildFilterIndexes({ db: database, clock: ctx.clock }, { maxMs: 60_000 })
  expect(await listFilterIndexes(ctx)).toEqual([])
})

test('an index is taken away by an administrator, or when nobody has used it for sixty days', async () => {
  await createRecord(ctx, leadEntity, { name: 'A', city: 'Ghent', jobTitle: 'Astronaut' })
  await ask(['city', 'jobTitle'])
  const manager = await testContext(database, { role: 'manager', workspaceId: ctx.workspaceId })
  expect((await faultOf(dropFilterIndex(manager, 'lead', 'city'))).code).toBe('forbidden')
  expect((await faultOf(listFilterIndexes(manager))).code).toBe('forbidden')
  await dropFilterIndex(ctx, 'lead', 'city')
  expect((await faultOf(dropFilterIndex(ctx, 'lead', 'city'))).code).toBe('not_found')
  expect(await found({ field: 'city', op: 'eq', value: 'ghent' })).toEqual(['A'])
  const inTwoMonths = () => new Date(ctx.clock().getTime() + 61 * 86_400_000)
  await buildFilterIndexes({ db: database, clock: inTwoMonths }, work)
  await buildFilterIndexes({ db: database, clock: inTwoMonths }, work)
  expect(await listFilterIndexes(ctx)).toEqual([])
  const left = await database.owner`select from filter_value where workspace_id = ${ctx.workspaceId}`
  expect(left.count).toBe(0)
})

test('what was kept by an older folding is kept anew', async () => {
  await createRecord(ctx, leadEntity, { name: 'A', city: 'Ghent' })
  await ask(['city'])
  await ready()
  await database.owner`update filter_index set folding = 1`
  await database.owner`update filter_value set value = 'old'`
  forgetIndexes(database)
  expect(await found({ field: 'city', op: 'eq', value: 'ghent' })).toEqual(['A'])
  await build()
  expect(await listFilterIndexes(ctx)).toMatchObject([{ state: 'noted' }])
  await ready()
  expect(await found({ field: 'city', op: 'eq', value: 'ghent' })).toEqual(['A'])
})
