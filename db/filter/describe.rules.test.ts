import { describe, expect, test } from 'bun:test'
import fc from 'fast-check'
import { customNamesIn, eventsOf, fieldsOf, filterKey, normalise } from './describe.rules'
import type { Filter } from './filter.model'
import { filters } from './scratch-values'

const a: Filter = { field: 'name', op: 'known' }
const b: Filter = { field: 'customer.industry', op: 'in', value: ['y', 'x', 'y'] }

describe('a filter', () => {
  test('tells which fields and events it reads', () => {
    const filter: Filter = { and: [{ not: a }, { or: [b, a, { event: 'activity.created' }] }] }
    expect(fieldsOf(filter)).toEqual(['customer.industry', 'name'])
    expect(eventsOf(filter)).toEqual(['activity.created'])
  })

  test('tells from its text which custom fields to look up, well formed or not', () => {
    expect(customNamesIn('custom.region:eq:"x;not:custom.size:known;custom\\.region:known')).toEqual([
      'custom.region',
      'custom.size',
    ])
    expect(customNamesIn('name:known')).toEqual([])
    fc.assert(
      fc.property(filters, filter => {
        const found = customNamesIn(JSON.stringify(filter))
        for (const name of fieldsOf(filter)) if (name.startsWith('custom.')) expect(found).toContain(name)
      }),
    )
  })

  test('written in another order has the same key', () => {
    expect(filterKey({ and: [a, { and: [b, a] }] })).toBe(
      filterKey({ and: [{ not: { not: { ...b, value: ['x', 'y'] } } }, { or: [a] }] }),
    )
    expect(filterKey({ event: 'a.b', count: { op: 'gte', value: 1 } })).toBe(filterKey({ event: 'a.b' }))
    expect(filterKey({ and: [a, b] })).not.toBe(filterKey({ or: [a, b] }))
    expect(filterKey(undefined)).toBe('')
  })

  test('stays as it is once normalised', () => {
    fc.assert(
      fc.property(filters, filter => {
        const once = normalise(filter)
        expect(normalise(once)).toEqual(once)
        expect(fieldsOf(once)).toEqual(fieldsOf(filter))
      }),
      { numRuns: 500 },
    )
  })
})
