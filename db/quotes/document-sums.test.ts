import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { currencyExponent } from '../core/currencies.rules'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { saveLines } from '../lines/save-lines'
import { createRecord } from '../records/create-record'
import { saveTax } from '../taxes/save-tax'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { readSheet } from './quote-sheet.queries'
import { quoteEntity } from './quotes.entity'
import { scratchPipeline } from './scratch-quotes'
import { sendQuote } from './send-quote'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const scale = 10n ** 18n
/** A plain decimal in 10⁻¹⁸, by its digits. */
const parts = (text: string): bigint => {
  const [whole, part = ''] = text.split('.')
  return BigInt(whole! + part.padEnd(18, '0'))
}
const half = (n: bigint, d: bigint): bigint => (2n * n + d) / (2n * d)

const decimal = (most: number, places: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 0, max: 10 ** places - 1 }))
    .map(([whole, part]) => `${whole}.${String(part).padStart(places, '0')}`)
const line = fc.record({
  quantity: decimal(5000, 3),
  unitPrice: decimal(20_000, 4),
  discount: fc.constantFrom('0', '5', '12.5', '33.33'),
  taxClass: fc.constantFrom('standard', 'reduced', null),
})

test('a document that was sent comes to what a calculation by its digits comes to, without tax and with it', async () => {
  const ctx = await testContext(database)
  await scratchPipeline(ctx)
  const customer = await createRecord(ctx, customerEntity, { name: 'Karoo Solar' })
  const rates = { standard: '19', reduced: '5.5' }
  for (const [taxClass, percent] of Object.entries(rates))
    await saveTax(ctx, { country: 'DE', taxClass, percent })
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('EUR', 'JPY', 'KWD'),
      async (lines, currency) => {
        const deal = await createRecord(ctx, dealEntity, { name: 'Drawn' })
        const said = lines.map((one, at) => ({ ...one, text: `Line ${at}` }))
        await saveLines(ctx, deal.id, { currency, taxCountry: 'DE', lines: said })
        const { id } = await createRecord(ctx, quoteEntity, { dealId: deal.id, customerId: customer.id })
        await sendQuote(ctx, id, {})
        const [version] = (await readSheet(ctx, id, () => '')).versions
        const minors = 10n ** BigInt(currencyExponent(currency))
        const nets = lines.map(({ quantity, unitPrice, discount }) =>
          half(
            parts(quantity) * parts(unitPrice) * (100n * scale - parts(discount)) * minors,
            scale * scale * 100n * scale,
          ),
        )
        const taxOf = (taxClass: 'standard' | 'reduced') => {
          const net = nets.reduce((all, one, at) => (lines[at]!.taxClass === taxClass ? all + one : all), 0n)
          return half(net * parts(rates[taxClass]), 100n * scale)
        }
        const net = nets.reduce((all, one) => all + one, 0n)
        const tax = taxOf('standard') + taxOf('reduced')
        expect(version!.document!.lines.map(({ netMinor }) => BigInt(netMinor))).toEqual(nets)
        expect(version!.document!.totals).toMatchObject({
          netMinor: Number(net),
          taxMinor: Number(tax),
          totalMinor: Number(net + tax),
        })
      },
    ),
    { numRuns: 25 },
  )
}, 60_000)
