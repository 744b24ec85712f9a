import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import type { PriceBook } from '../pricebooks/price-books.model'
import { listPriceBooks } from '../pricebooks/price-books.queries'
import { archivePriceBook, savePriceBook } from '../pricebooks/save-price-book'
import { productEntity } from '../products/products.entity'
import { createRecord } from '../records/create-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { readLines } from './deal-lines.queries'
import { decideLines } from './decide-lines'
import { saveLines } from './save-lines'

let database: TestDatabase
let admin: Context
let rep: Context
let manager: Context
let product: AnyRecord
let dealId: string
let book: PriceBook
const clock = handClock('2026-11-29T10:00:00Z')
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  admin = await testContext(database, { clock })
  const { workspaceId } = admin
  rep = await testContext(database, { workspaceId, role: 'rep', clock })
  manager = await testContext(database, { workspaceId, role: 'manager', clock })
  const { id: pipelineId } = await createRecord(admin, pipelineEntity, { name: 'Direct', isDefault: true })
  await createRecord(admin, stageEntity, { name: 'Open', pipelineId, kind: 'open' })
  product = await createRecord(admin, productEntity, { name: 'Monitor' })
  const deal = await createRecord(rep, dealEntity, { name: 'Solar park' })
  dealId = deal.id
  book = await savePriceBook(manager, null, bookSaid())
})

const bookSaid = (more: object = {}) => ({
  name: 'Africa 2026',
  currency: 'USD',
  limits: { rep: '5', manager: '12' },
  entries: [
    {
      productId: product.id,
      tiers: [
        { from: '1', price: '318' },
        { from: '100', price: '304' },
      ],
    },
  ],
  ...more,
})
const line = (more: object = {}) => ({ productId: product.id, quantity: '100', ...more })
const save = (as: Context, lines: object[], more: object = {}) =>
  saveLines(as, dealId, { currency: 'USD', priceBookId: book.id, lines, ...more })
const states = async (as = admin) => (await readLines(as, dealId)).lines.map(({ approval }) => approval)
const ruleOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    error => {
      if (!(error instanceof Fault)) throw error
      return error.details.rule ?? error.code
    },
  )

test('a line has the price of its book at its quantity, and another where one is said', async () => {
  const { lines } = await save(rep, [line(), line({ quantity: '99' }), line({ unitPrice: '320' })])
  expect(lines.map(({ unitPrice, bookPrice, approval }) => [unitPrice, bookPrice, approval])).toEqual([
    ['304', '304', null],
    ['318', '318', null],
    ['320', '304', null],
  ])
  expect(await ruleOf(save(rep, [{ text: 'Freight', quantity: '1' }]))).toBe('line.unit_price')
})

test('beyond the limit of who writes a line waits, by discount, by price, or by both; the deal counts it', async () => {
  const lines = [
    line({ discount: '5' }),
    line({ discount: '5.01' }),
    line({ unitPrice: '280' }),
    line({ unitPrice: '300', discount: '4' }),
    { text: 'Freight', quantity: '1', unitPrice: '100', discount: '6' },
  ]
  await save(rep, lines)
  expect(await states()).toEqual([null, 'waiting', 'waiting', 'waiting', 'waiting'])
  // Written by somebody who may give as much, it needs nobody.
  expect((await save(manager, lines)).lines.map(({ approval }) => approval)).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
  await save(admin, [line({ discount: '100' })])
  expect(await states()).toEqual([null])
})

test('it is agreed to by who may give so much, and never by who wrote it', async () => {
  await save(rep, [line({ discount: '10' }), line({ discount: '20' }), line()])
  expect((await readLines(rep, dealId)).lines.map(({ mayDecide }) => mayDecide)).toEqual([
    false,
    false,
    false,
  ])
  expect((await readLines(manager, dealId)).lines.map(({ mayDecide }) => mayDecide)).toEqual([
    true,
    false,
    false,
  ])
  expect(await ruleOf(decideLines(rep, dealId, { approve: true }))).toBe('line.own_discount')
  expect(await ruleOf(decideLines(manager, dealId, { approve: true }))).toBe('line.beyond_yours')
  expect(await ruleOf(decideLines(manager, dealId, { approve: true, lines: [2] }))).toBe('line.beyond_yours')
  expect(await states()).toEqual(['waiting', 'waiting', null])
  await decideLines(manager, dealId, { approve: true, lines: [1] })
  await decideLines(admin, dealId, { approve: false, lines: [2] })
  expect(await states()).toEqual(['approved', 'declined', null])
  expect(await ruleOf(decideLines(admin, dealId, { approve: true }))).toBe('line.none_waits')
  expect(await ruleOf(decideLines(admin, dealId, { approve: true, lines: [3] }))).toBe('line.none_waits')
  const events =
    await database.owner`select payload from event where kind = 'lines.decided' and subject_id = ${dealId} order by seq`
  expect(events.map(({ payload }) => payload)).toEqual([
    { approved: true, offered: false, lines: 1 },
    { approved: false, offered: false, lines: 1 },
  ])
})

test('an administrator’s word does not count for a discount that they wrote as less', async () => {
  const lesser: Context = { ...admin, access: { ...admin.access, role: 'rep' } }
  await save(lesser, [line({ discount: '10' })])
  expect(await ruleOf(decideLines(admin, dealId, { approve: true }))).toBe('line.own_discount')
})

test('what was agreed to stays so until it is another line', async () => {
  await save(rep, [line({ discount: '10' })])
  await decideLines(manager, dealId, { approve: true })
  await save(rep, [line({ discount: '10.00' }), line({ discount: '1' })])
  expect(await states()).toEqual(['approved', null])
  for (const other of [
    { discount: '11' },
    { discount: '10', quantity: '101' },
    { discount: '10', unitPrice: '303' },
  ]) {
    await save(rep, [line({ discount: '10' })])
    await save(rep, [line(other)])
    expect(await states()).toEqual(['waiting'])
    await decideLines(admin, dealId, { approve: true })
    await save(rep, [line({ discount: '10' })])
    await decideLines(admin, dealId, { approve: true }).catch(() => undefined)
  }
})

test('a book of another currency, outside its days, or out of use prices nothing', async () => {
  expect(await ruleOf(save(rep, [line()], { currency: 'EUR' }))).toBe('price_book.other_currency')
  await savePriceBook(manager, book.id, bookSaid({ validUntil: '2026-11-28' }))
  expect(await ruleOf(save(rep, [line()]))).toBe('price_book.not_valid')
  await savePriceBook(manager, book.id, bookSaid({ validFrom: '2026-11-30' }))
  expect(await ruleOf(save(rep, [line()]))).toBe('price_book.not_valid')
  await savePriceBook(manager, book.id, bookSaid({ validFrom: '2026-11-29', validUntil: '2026-11-29' }))
  await save(rep, [line({ discount: '8' })])
  await archivePriceBook(manager, book.id)
  expect(await ruleOf(save(rep, [line()]))).toBe('invalid')
  expect(await states()).toEqual(['waiting'])
  expect(await ruleOf(decideLines(manager, dealId, { approve: true }))).toBe('line.beyond_yours')
  await decideLines(admin, dealId, { approve: true })
  expect(await listPriceBooks(admin)).toEqual([])
})

test('books are written by managers and administrators, read by all, and by nobody of another workspace', async () => {
  expect(await ruleOf(savePriceBook(rep, null, bookSaid()))).toBe('price_book.create')
  expect(await ruleOf(savePriceBook(rep, book.id, bookSaid()))).toBe('price_book.update')
  expect(await ruleOf(archivePriceBook(rep, book.id))).toBe('price_book.archive')
  expect(await listPriceBooks(rep)).toMatchObject([
    { name: 'Africa 2026', entries: [{ productName: 'Monitor' }] },
  ])
  const stranger = await testContext(database)
  expect(await ruleOf(savePriceBook(stranger, book.id, { ...bookSaid(), entries: [] }))).toBe('not_found')
  expect(await ruleOf(savePriceBook(stranger, null, bookSaid()))).toBe('invalid')
  expect(
    await ruleOf(savePriceBook(admin, null, bookSaid({ entries: [{ productId: product.id, tiers: [] }] }))),
  ).toBe('price_book.no_tier')
})

test('what waits says why, by which limit, who asked, and who may agree; an offer takes its place', async () => {
  await save(rep, [line({ discount: '8' }), line({ discount: '5' })], { discountReason: 'rival at 198,000' })
  const before = await readLines(manager, dealId)
  expect(before.lines[0]).toMatchObject({
    mayDecide: true,
    asked: {
      by: { id: rep.access.memberId },
      reason: 'rival at 198,000',
      taken: '8',
      limit: '5',
      approvers: [{ id: manager.access.memberId }, { id: admin.access.memberId }],
    },
  })
  expect(before.lines[1]).toMatchObject({ asked: null, approval: null })
  for (const offer of ['8', '9', '-1', 'x'])
    expect(await ruleOf(decideLines(manager, dealId, { approve: true, offer }))).toBe('line.offer')
  const after = await decideLines(manager, dealId, { approve: true, offer: '6' })
  // 100 × 304 less 6 %, and less 5 %.
  expect(after.lines).toMatchObject([
    { discount: '6', approval: 'approved', asked: null, netMinor: 2_857_600 },
    { discount: '5', approval: null, netMinor: 2_888_000 },
  ])
  const [deal] = await database.owner`select amount_minor, version from deal where id = ${dealId}`
  expect(Number(deal!.amountMinor)).toBe(2_857_600 + 2_888_000)
  // Of a lower price the offer is counted against the book, and a limit may cover the offer where it does not cover what was asked.
  await save(rep, [line({ unitPrice: '200', discount: '10' })])
  expect((await readLines(manager, dealId)).lines[0]).toMatchObject({
    asked: { taken: '40.79' },
    mayDecide: false,
  })
  expect(await ruleOf(decideLines(manager, dealId, { approve: true }))).toBe('line.beyond_yours')
  const offered = await decideLines(manager, dealId, { approve: true, offer: '12' })
  expect(offered.lines).toMatchObject([{ unitPrice: '304', discount: '12', approval: 'approved' }])
  expect(await ruleOf(decideLines(rep, dealId, { approve: true }))).toBe('line.none_waits')
})
