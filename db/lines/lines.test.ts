import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { uuidv7 } from '../core/ids'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import type { Deal } from '../deals/deals.model'
import { moveDeal } from '../deals/move-deal'
import { write } from '../events/write'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { productEntity } from '../products/products.entity'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { lockRecord, readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { writeBatch } from '../records/write-batch'
import { saveTax } from '../taxes/save-tax'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { readLines } from './deal-lines.queries'
import { saveLines } from './save-lines'

let database: TestDatabase
let ctx: Context
let deal: Deal
let stages: AnyRecord[]
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  ctx = await testContext(database)
  const { id: pipelineId } = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  stages = []
  for (const kind of ['open', 'won'] as const)
    stages.push(await createRecord(ctx, stageEntity, { name: kind, pipelineId, kind }))
  deal = await createRecord(ctx, dealEntity, { name: 'Solar park', amount: { minor: 5, currency: 'USD' } })
})

const eur = (minor: number) => ({ minor, currency: 'EUR' })
const line = { text: 'Mast', quantity: '2', unitPrice: '10.05' }
const save = (lines: object[], more: object = {}, as = ctx) =>
  saveLines(as, deal.id, { currency: 'EUR', lines, ...more })
const read = async () => JSON.parse((await readRecord(ctx, dealEntity, deal.id)).body) as Deal
const ruleOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    error => {
      if (!(error instanceof Fault)) throw error
      return error.details.rule ?? error.code
    },
  )

test('a deal comes to what its lines come to, in their currency, with what recurs of it', async () => {
  const lines = [line, { text: 'Licence', quantity: '1', unitPrice: '12', period: 'month', terms: 24 }]
  expect(await save(lines)).toMatchObject({ currency: 'EUR', totals: { netMinor: 30_810, arrMinor: 14_400 } })
  expect(await read()).toMatchObject({
    amount: eur(30_810),
    tcv: eur(30_810),
    arr: eur(14_400),
    mrr: eur(1200),
  })
  await save([line])
  expect(await read()).toMatchObject({ amount: eur(2010), tcv: eur(2010), arr: eur(0), mrr: eur(0) })
  expect(await save([])).toMatchObject({ currency: null, lines: [] })
  expect(await read()).toMatchObject({ amount: eur(2010), tcv: null, arr: null, mrr: null })
  await updateRecord(ctx, dealEntity, deal.id, { amount: eur(7) })
})

describe('with lines there is no other amount', () => {
  beforeEach(async () => {
    await save([line])
  })
  const amount = eur(999)

  test('by a hand, alone or in a batch: refused, and the rest of the batch is done', async () => {
    expect(await ruleOf(updateRecord(ctx, dealEntity, deal.id, { amount }))).toBe('deal.amount_of_lines')
    expect(await ruleOf(updateRecord(ctx, dealEntity, deal.id, { amount: null }))).toBe(
      'deal.amount_of_lines',
    )
    expect(
      await ruleOf(updateRecord(ctx, dealEntity, deal.id, { amount: { minor: 2010, currency: 'USD' } })),
    ).toBe('deal.amount_of_lines')
    await updateRecord(ctx, dealEntity, deal.id, { amount: eur(2010), name: 'The same' })
    expect(await read()).toMatchObject({ name: 'The same', amount: eur(2010) })
  })

  test('by an import or an undo: what they say of it does not count, what they say of the rest does', async () => {
    for (const type of ['import', 'undo', 'demo'] as const) {
      const as = { ...ctx, cause: { type, id: uuidv7() } } as Context
      await write(as, async to => {
        const before = (await lockRecord(to.tx, dealEntity, deal.id)) as Deal
        const values = { amount, tcv: amount, note: type }
        const [outcome] = await writeBatch(as, to, dealEntity, [{ before, values }])
        expect(outcome).toMatchObject({ amount: eur(2010), tcv: eur(2010), note: type })
      })
    }
  })

  test('after a move, an archiving and a coming back', async () => {
    await moveDeal(ctx, deal.id, { stageId: stages[1]!.id })
    await archiveRecord(ctx, dealEntity, deal.id)
    await restoreRecord(ctx, dealEntity, deal.id)
    expect(await read()).toMatchObject({ amount: eur(2010), status: 'won' })
    expect((await readLines(ctx, deal.id)).lines).toHaveLength(1)
  })
})

test('two who write lines or an amount at once leave an amount of lines', async () => {
  for (let n = 1; n <= 5; n += 1) {
    await Promise.all([
      ruleOf(save([{ ...line, quantity: String(n) }])),
      ruleOf(save([line, line])),
      ruleOf(updateRecord(ctx, dealEntity, deal.id, { amount: eur(n) })),
    ])
    const { totals } = await readLines(ctx, deal.id)
    expect((await read()).amount).toEqual(eur(totals.netMinor))
  }
})

test('tax is that of the country and class as the table says when lines are written', async () => {
  await saveTax(ctx, { country: 'DE', taxClass: 'Standard', percent: '19' })
  const taxed = [{ ...line, taxClass: 'standard' }, line]
  expect(await save(taxed, { taxCountry: 'DE' })).toMatchObject({
    totals: { netMinor: 4020, taxMinor: 382, totalMinor: 4402 },
    lines: [{ taxPercent: '19' }, { taxPercent: '0' }],
  })
  await saveTax(ctx, { country: 'DE', taxClass: 'standard', percent: '25' })
  expect((await readLines(ctx, deal.id)).totals.taxMinor).toBe(382)
  expect(await save(taxed, { taxCountry: 'DE', taxIncluded: true })).toMatchObject({
    totals: { netMinor: 3618, taxMinor: 402, totalMinor: 4020 },
  })
  expect((await read()).amount).toEqual(eur(3618))
  expect(await ruleOf(save(taxed))).toBe('line.no_country')
  expect(await ruleOf(save(taxed, { taxCountry: 'FR' }))).toBe('line.no_tax')
  expect(await ruleOf(saveTax(ctx, { country: 'DE', taxClass: 'x', percent: '101' }))).toBe('tax.too_high')
  for (const percent of ['-1', '', '1.23456', 'x', '1000'])
    expect(await ruleOf(saveTax(ctx, { country: 'DE', taxClass: 'x', percent }))).toBe('invalid')
})

test('a line that says no class has that of its product, where a country is said', async () => {
  await saveTax(ctx, { country: 'DE', taxClass: 'reduced', percent: '7' })
  const { id: productId } = await createRecord(ctx, productEntity, { name: 'Book', taxClass: 'Reduced' })
  const book = { productId, quantity: '1', unitPrice: '100' }
  const lines = [book, { ...book, taxClass: null }, { text: 'Post', quantity: '1', unitPrice: '1' }]
  const classes = async (more: object) => (await save(lines, more)).lines.map(({ taxClass }) => taxClass)
  expect(await classes({ taxCountry: 'DE' })).toEqual(['reduced', null, null])
  expect(await classes({})).toEqual([null, null, null])
  expect(await ruleOf(save([book], { taxCountry: 'FR' }))).toBe('line.no_tax')
})

test.each([
  ['line.quantity', { quantity: '0' }],
  ['line.quantity', { quantity: '-1' }],
  ['line.quantity', { quantity: '1000000000000' }],
  ['line.what', { text: null }],
  ['line.terms', { terms: 3 }],
  ['line.too_large', { quantity: '999999999', unitPrice: '999999999' }],
  ['invalid', { productId: '01900000-0000-7000-8000-000000000000' }],
  ['invalid', { quantity: 3 }],
  ['invalid', { period: 'week' }],
])('%s: nothing of the lines is written', async (rule, part) => {
  await save([line])
  expect(await ruleOf(save([line, { ...line, ...part }]))).toBe(rule)
  expect((await readLines(ctx, deal.id)).lines).toHaveLength(1)
  expect((await read()).amount).toEqual(eur(2010))
})

test('lines are as far as the deal: its scope, its version, and nobody without a right to amounts', async () => {
  const product = await createRecord(ctx, productEntity, { name: 'Gateway' })
  const saved = await save([{ ...line, text: null, productId: product.id, quantity: '0.3330' }])
  expect(saved.lines[0]).toMatchObject({ productName: 'Gateway', quantity: '0.333' })
  expect(await ruleOf(saveLines(ctx, deal.id, { currency: 'EUR', lines: [] }, [saved.version - 1]))).toBe(
    'stale',
  )
  const analyst = await testContext(database, { role: 'analyst', workspaceId: ctx.workspaceId })
  expect(await ruleOf(save([], {}, analyst))).toBe('deal.update')
  expect((await readLines(analyst, deal.id)).lines).toHaveLength(1)
  const rep = await testContext(database, { role: 'rep', workspaceId: ctx.workspaceId })
  expect(await ruleOf(readLines(rep, deal.id))).toBe('not_found')
  const readable = Object.keys(dealEntity.model.fields).filter(key => key !== 'amount')
  const grants = { ...ctx.access.grants, deal: { ...ctx.access.grants.deal, readable } }
  const blind: Context = { ...ctx, access: { ...ctx.access, grants } }
  expect(await ruleOf(readLines(blind, deal.id))).toBe('deal.read.amount')
  expect(await ruleOf(save([], {}, blind))).toBe('deal.update.amount')
  expect(await ruleOf(readLines(await testContext(database), deal.id))).toBe('not_found')
  expect(await ruleOf(readLines(ctx, 'no-id'))).toBe('not_found')
})
