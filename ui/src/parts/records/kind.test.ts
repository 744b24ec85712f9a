import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { bodyOf, fieldValue, type Rec, withValues } from './kind'

const rec = (more: Partial<Rec> = {}) => ({ id: 'a', version: 1, ...more }) as Rec
const key = fc.oneof(fc.constantFrom('name', 'city'), fc.constantFrom('custom.size', 'custom.kind'))
const values = fc.dictionary(key, fc.oneof(fc.string(), fc.integer(), fc.constant(null)))

test('what is written of a field is what is read of it, of the model’s own and of the workspace’s', () => {
  fc.assert(
    fc.property(values, given => {
      const after = withValues(rec({ custom: { other: 1 } }), given)
      for (const [field, value] of Object.entries(given)) expect(fieldValue(after, field)).toBe(value)
      expect(fieldValue(after, 'custom.other')).toBe(1)
    }),
  )
})

test('a field that nobody told is null, like one that is empty', () => {
  expect(fieldValue(rec(), 'name')).toBeNull()
  expect(fieldValue(rec(), 'custom.size')).toBeNull()
  expect(fieldValue(rec({ name: '' }), 'name')).toBe('')
  expect(fieldValue(rec({ score: 0 }), 'score')).toBe(0)
})

test('the body has own fields in their place, and no `custom` where none is meant', () => {
  expect(bodyOf({ name: 'A', 'custom.size': 3, 'custom.kind': null })).toEqual({
    name: 'A',
    custom: { size: 3, kind: null },
  })
  expect(bodyOf({ name: 'A' })).toEqual({ name: 'A' })
})

test('changing a record leaves the one it was made of as it is', () => {
  const before = rec({ name: 'A', custom: { size: 3 } })
  const frozen = structuredClone(before)
  withValues(before, { name: 'B', 'custom.size': 4 })
  expect(before).toEqual(frozen)
})
