import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '@sextant/db/core/context'
import { customerEntity } from '@sextant/db/customers/customers.entity'
import { dealEntity } from '@sextant/db/deals/deals.entity'
import { pipelineEntity, stageEntity } from '@sextant/db/pipelines/pipelines.entity'
import { productEntity } from '@sextant/db/products/products.entity'
import { archiveRecord } from '@sextant/db/records/archive-record'
import { createRecord } from '@sextant/db/records/create-record'
import { updateRecord } from '@sextant/db/records/update-record'
import { concernedBy } from '@sextant/db/scoring/concerned.queries'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { models } from '../app/models'
import { dealWin } from '../deal-win/spec'
import { leadConversion } from '../lead-conversion/spec'

let db: TestDatabase
let ctx: Context
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
})
afterAll(() => db.drop())

test('a changed customer or product concerns its open deals, and nobody else’s', async () => {
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Sales', isDefault: true })
  const stage = (name: string, kind: 'open' | 'lost', position: number) =>
    createRecord(ctx, stageEntity, { name, kind, position, pipelineId: pipeline.id })
  const [, lost] = [await stage('Open', 'open', 0), await stage('Lost', 'lost', 1)]
  const [one, two] = [
    await createRecord(ctx, customerEntity, { name: 'Lindner' }),
    await createRecord(ctx, customerEntity, { name: 'Najd' }),
  ]
  const product = await createRecord(ctx, productEntity, { name: 'Bolt' })
  const deal = (name: string, customerId: string, more = {}) =>
    createRecord(ctx, dealEntity, { name, customerId, ...more })
  const [big, small, far] = [
    await deal('Big', one.id),
    await deal('Small', one.id),
    await deal('Far', two.id, { productId: product.id }),
  ]
  const [over, binned] = [await deal('Over', one.id), await deal('Binned', one.id)]
  await updateRecord(ctx, dealEntity, over.id, { stageId: lost.id, closeReason: 'price' })
  await archiveRecord(ctx, dealEntity, binned.id)
  const by = async (...changed: [string, string][]) =>
    (
      await concernedBy(
        ctx,
        dealWin,
        changed.map(([subjectType, subjectId]) => ({ subjectType, subjectId })),
      )
    ).toSorted()
  expect(await by(['customer', one.id])).toEqual([big.id, small.id].toSorted())
  expect(await by(['product', product.id])).toEqual([far.id])
  // Changed itself and by its customer, it is scored once.
  expect(await by(['deal', big.id], ['customer', one.id], ['lead', two.id])).toEqual(
    [big.id, small.id].toSorted(),
  )
  expect(await by(['contact', one.id])).toEqual([])
  expect(await concernedBy(ctx, leadConversion, [{ subjectType: 'customer', subjectId: one.id }])).toEqual([])
  const stranger = await testContext(db)
  expect(await concernedBy(stranger, dealWin, [{ subjectType: 'customer', subjectId: one.id }])).toEqual([])
})

test('whatever kind of record a feature is made of, the model says by which field', () => {
  for (const { features, madeOf, entity } of models) {
    const kinds = features.flatMap(({ key }) => /^(customer|product|contact)\./.exec(key)?.[1] ?? [])
    // That a contact is named at all is the deal's own.
    for (const kind of new Set(kinds)) if (kind !== 'contact') expect(Object.keys(madeOf)).toContain(kind)
    for (const field of Object.values(madeOf)) expect(Object.keys(entity.model.fields)).toContain(field)
  }
})
