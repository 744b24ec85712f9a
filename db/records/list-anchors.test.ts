import { afterAll, beforeAll, expect, test } from 'bun:test'
import { accessAs } from '../access/policy.rules'
import type { Context } from '../core/context'
import { leadEntity } from '../leads/leads.entity'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { archiveRecord } from './archive-record'
import { createRecord } from './create-record'
import { listAnchors } from './list-anchors'
import { type ListAsked, listRecords } from './list-records'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  for (let n = 0; n < 23; n++)
    await createRecord(ctx, leadEntity, {
      name: `Krüger ${String(n).padStart(2, '0')}`,
      company: n % 3 ? `Bałtyk Freight ${n % 4}` : null,
      status: n % 2 ? 'working' : 'new',
      ...(n % 5 ? { value: { minor: n * 100, currency: n % 2 ? 'EUR' : 'SAR' } } : {}),
    })
})
afterAll(() => database.drop())

type Question = Omit<ListAsked, 'limit' | 'after'>

/** The names of the page after each anchor, the first page before them. */
async function pagesOf(asker: Context, asked: Question, every: number): Promise<string[][]> {
  const { anchors } = await listAnchors(asker, leadEntity, asked, { every, most: 1000 })
  return Promise.all([undefined, ...anchors].map(after => names(asker, { ...asked, after, limit: every })))
}
const names = async (asker: Context, asked: ListAsked) => {
  const page = await listRecords(asker, leadEntity, { ...asked, fields: ['name'] })
  return (JSON.parse(page.results) as { name: string }[]).map(({ name }) => name)
}

const questions: Record<string, Question> = {
  'newest first': {},
  'a name': { sort: 'name' },
  'a field that may be missing, upwards': { sort: 'company' },
  'a field that may be missing, downwards, then another': { sort: '-company,name' },
  amounts: { sort: '-value' },
  'a filter': { sort: '-value', filter: { field: 'status', op: 'eq', value: 'working' } },
  words: { sort: 'name', q: 'kruger 1' },
  'words but for a slip': { sort: 'name', q: 'krugr' },
}
for (const [what, asked] of Object.entries(questions))
  test(`the pages after the anchors of a list are the list, in order and without a gap: ${what}`, async () => {
    const whole = await names(ctx, { ...asked, limit: 100 })
    expect(whole.length).toBeGreaterThan(5)
    for (const every of [1, 4, 10]) expect((await pagesOf(ctx, asked, every)).flat()).toEqual(whole)
  })

test('how many there are is told up to where anchors go, and beyond it that there are more', async () => {
  const reach = (most: number) => listAnchors(ctx, leadEntity, {}, { every: 5, most })
  expect((await reach(1000)).total).toEqual({ value: 23, exact: true })
  expect((await reach(23)).total).toEqual({ value: 23, exact: true })
  const short = await reach(20)
  expect(short.total).toEqual({ value: 20, exact: false })
  expect(short.anchors).toHaveLength(4)
})

test('records that come and go move none of the anchors one has', async () => {
  const asked = { sort: 'name' }
  const { anchors } = await listAnchors(ctx, leadEntity, asked, { every: 10, most: 1000 })
  const before = await names(ctx, { ...asked, limit: 3, after: anchors[0] })
  const early = await createRecord(ctx, leadEntity, { name: 'Aaltonen' })
  expect(await names(ctx, { ...asked, limit: 3, after: anchors[0] })).toEqual(before)
  await archiveRecord(ctx, leadEntity, early.id)
  expect((await listAnchors(ctx, leadEntity, { deleted: true })).total.value).toBe(1)
})

test('there are anchors only of what one sees', async () => {
  const stranger = await testContext(database)
  expect((await listAnchors(stranger, leadEntity, {})).total.value).toBe(0)
  for (const role of ['rep', 'marketer', 'analyst'] as const) {
    const asker = { ...ctx, access: accessAs(role, null, []) }
    const seen = await names(asker, { sort: 'name', limit: 100 })
    expect((await pagesOf(asker, { sort: 'name' }, 3)).flat(), role).toEqual(seen)
  }
  await expect(listAnchors(ctx, leadEntity, { sort: 'email' })).rejects.toMatchObject({ code: 'invalid' })
})
