import { expect, test } from 'bun:test'
import { dealFields } from '@sextant/db/deals/deals.model'
import { conditionOf, writtenOf } from './condition.rules'

const catalogue = { entity: 'deal', fields: dealFields, custom: {}, relations: {} }

test('a condition is read and written as chips are', () => {
  const filter = conditionOf('amount:gte:1000 EUR', catalogue)
  expect(filter).toEqual({ field: 'amount', op: 'gte', value: { minor: 100_000, currency: 'EUR' } })
  expect(conditionOf(writtenOf(filter!), catalogue)).toEqual(filter!)
  expect(conditionOf('', catalogue)).toBeNull()
  expect(conditionOf('nothing:eq:1', catalogue)).toBeUndefined()
})
