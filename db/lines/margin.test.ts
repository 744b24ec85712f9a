import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Context } from '../core/context'
import { currencyExponent } from '../core/currencies.rules'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import { readPriceBook } from '../pricebooks/price-books.queries'
import { savePriceBook } from '../pricebooks/save-price-book'
import { productEntity } from '../products/products.entity'
import { readSheet } from '../quotes/quote-sheet.queries'
import { quoteEntity } from '../quotes/quotes.entity'
import { scratchDeal, scratchPipeline } from '../quotes/scratch-quotes'
import { sendQuote } from '../quotes/send-quote'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { readLines } from './deal-lines.queries'
import { costMinorOf, marginOf, percentOf } from './margin.rules'
import { saveLines } from './save-lines'

let database: TestDatabase
let admin: Context
/** Who may read products, but not what they cost. */
let rep: Context
let product: AnyRecord
beforeAll(async () => {
  database = await testDatabase()
  admin = await testContext(database)
  const one = await testContext(database, { workspaceId: admin.workspaceId, role: 'manager' })
  const readable = Object.keys(productEntity.model.fields).filter(key => key !== 'cost')
  const { grants } = one.access
  rep = {
    ...one,
    access: { ...one.access, grants: { ...grants, product: { ...grants.product!, readable } } },
  }
  await scratchPipeline(admin)
  product = (await createRecord(admin, productEntity, {
    name: 'Monitor',
    cost: { minor: 1235, currency: 'EUR' },
  })) as AnyRecord
})
afterAll(() => database.drop())

const deal = async () => (await scratchDeal(admin, { lines: [] })).id
const line = (more: object = {}) => ({ productId: product.id, quantity: '3', unitPrice: '19.99', ...more })
const save = (ctx: Context, id: string, lines: object[], more: object = {}) =>
  saveLines(ctx, id, { currency: 'EUR', lines, ...more })

test('costs are exact, rounded once for each line, and the margin of all is the sum of theirs', () => {
  const decimal = fc
    .tuple(fc.nat(99_999), fc.nat(999_999))
    .map(([whole, part]) => `${whole}.${String(part).padStart(6, '0')}`)
  const made = fc.record({
    quantity: decimal,
    cost: fc.option(decimal),
    terms: fc.integer({ min: 1, max: 36 }),
    netMinor: fc.nat(1_000_000_000),
  })
  fc.assert(
    fc.property(
      fc.array(made, { minLength: 1, maxLength: 9 }),
      fc.constantFrom('EUR', 'JPY', 'KWD'),
      (lines, currency) => {
        const digits = (text: string) => BigInt(text.replace('.', ''))
        const costs = lines.map(({ quantity, cost, terms }) => {
          if (cost === null) return null
          const whole =
            digits(quantity) * digits(cost) * BigInt(terms) * 10n ** BigInt(currencyExponent(currency))
          return (whole + 500_000_000_000n) / 1_000_000_000_000n
        })
        const known = costs.filter(cost => cost !== null)
        const margin = marginOf(lines, currency)
        if (!known.length) return void expect(margin).toBeNull()
        const net = lines.reduce(
          (all, one, at) => (costs[at] === null ? all : all + BigInt(one.netMinor)),
          0n,
        )
        const cost = known.reduce((all, one) => all + one, 0n)
        if (cost > BigInt(Number.MAX_SAFE_INTEGER)) return
        expect(margin).toMatchObject({
          netMinor: Number(net),
          costMinor: Number(cost),
          marginMinor: Number(net - cost),
          unknown: lines.length - known.length,
        })
      },
    ),
  )
  expect(costMinorOf({ quantity: '0.333', cost: '0.015', terms: 1 }, 'EUR')).toBe(0)
  expect([percentOf(1n, 3n), percentOf(-1n, 3n), percentOf(0n, 5n), percentOf(5n, 0n)]).toEqual([
    '33.33',
    '-33.33',
    '0',
    null,
  ])
})

test('lines have their margin for who may read what products cost, and for nobody else', async () => {
  const id = await deal()
  const told = await save(admin, id, [line(), line({ productId: null, text: 'Travel', unitPrice: '100' })])
  expect(told.margin).toEqual({
    netMinor: 5997,
    costMinor: 3705,
    marginMinor: 2292,
    percent: '38.22',
    lines: [3705, null],
    unknown: 1,
  })
  for (const answer of [await readLines(rep, id), await save(rep, id, [line({ quantity: '4' })])]) {
    expect('margin' in answer || 'marginBefore' in answer).toBe(false)
    expect(JSON.stringify(answer)).not.toMatch(/12\.35|3705|4940/)
  }
  // Who wrote it might not read it, and yet it is known.
  expect((await readLines(admin, id)).margin).toMatchObject({ costMinor: 4940 })
  const none: Context = {
    ...rep,
    access: { ...rep.access, grants: { ...rep.access.grants, product: undefined as never } },
  }
  expect('margin' in (await readLines(none, id))).toBe(false)
})

test('a cost in another currency is none, and the price book’s goes before the product’s', async () => {
  const id = await deal()
  expect((await save(admin, id, [line()], { currency: 'USD' })).margin).toBeNull()
  const entry = { productId: product.id, tiers: [{ from: '1', price: '30' }] }
  const book = await savePriceBook(admin, null, {
    name: 'US',
    currency: 'USD',
    entries: [{ ...entry, cost: '21.5' }],
  })
  expect(book.entries[0]!.cost).toBe('21.5')
  const priced = await save(admin, id, [line({ unitPrice: null })], { currency: 'USD', priceBookId: book.id })
  expect(priced.margin).toMatchObject({ netMinor: 9000, costMinor: 6450, percent: '28.33' })
  // Who may not read costs neither reads, writes nor loses them.
  expect('cost' in (await readPriceBook(rep, book.id)).entries[0]!).toBe(false)
  const said = { name: 'US 2', currency: 'USD' }
  expect(
    (await faultOf(savePriceBook(rep, book.id, { ...said, entries: [{ ...entry, cost: '1' }] }))).details
      .problems?.[0]?.code,
  ).toBe('not_writable')
  await savePriceBook(rep, book.id, { ...said, entries: [entry] })
  expect((await readPriceBook(admin, book.id)).entries[0]!.cost).toBe('21.5')
  await savePriceBook(admin, book.id, { ...said, entries: [{ ...entry, cost: null }] })
  expect((await readPriceBook(admin, book.id)).entries[0]!.cost).toBeNull()
  expect(
    (await faultOf(savePriceBook(admin, book.id, { ...said, entries: [{ ...entry, cost: '-1' }] }))).details
      .rule,
  ).toBe('price_book.cost')
})

test('a discount that waits tells what the margin is with it and without it', async () => {
  const id = await deal()
  const entry = { productId: product.id, tiers: [{ from: '1', price: '20' }], cost: '10' }
  const book = await savePriceBook(admin, null, { name: 'EU', currency: 'EUR', limits: {}, entries: [entry] })
  const told = await save(rep, id, [line({ unitPrice: null, discount: '10' })], { priceBookId: book.id })
  expect(told.lines[0]!.approval).toBe('waiting')
  const known = await readLines(admin, id)
  expect([known.marginBefore, known.margin!.percent]).toEqual(['50', '44.44'])
})

test('a quote keeps what its lines cost when it was sent, and none of it is in what the customer gets', async () => {
  const id = await deal()
  await save(admin, id, [line()])
  const contactless = await createRecord(admin, quoteEntity, { dealId: id, validUntil: '2099-01-01' })
  const sheet = () => readSheet(admin, contactless.id, () => '')
  expect((await sheet()).versions[0]!.margin).toMatchObject({ costMinor: 3705, percent: '38.22' })
  await sendQuote(admin, contactless.id, {})
  await updateRecord(admin, productEntity, product.id, { cost: { minor: 1900, currency: 'EUR' } })
  await save(admin, id, [line({ quantity: '5' })])
  const [sent] = (await sheet()).versions.filter(({ state }) => state === 'sent')
  expect(sent!.margin).toMatchObject({ costMinor: 3705 })
  const [row] = await database.owner`
    select document::text as document from quote_version where quote_id = ${contactless.id} and state = 'sent'`
  expect(row!.document).not.toMatch(/cost|margin|3705|12\.35/i)
  const theirs = await readSheet(rep, contactless.id, () => '')
  expect(theirs.versions[0]!.document).not.toBeNull()
  expect(JSON.stringify(theirs)).not.toMatch(/cost|margin/i)
  expect(dealEntity.model.fields).not.toHaveProperty('margin')
})
