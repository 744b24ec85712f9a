import { describe, expect, test } from 'bun:test'
import { scratchCatalogue } from './scratch-lead'
import { cursorFits, cursorOf, defaultSort, parseSort } from './sort.rules'

const parsed = (text?: string) => {
  const result = parseSort(text, scratchCatalogue)
  return result.ok ? result.sort : result.problems.map(({ code }) => code)
}
const id = '0198f000-0000-7000-8000-000000000001'

describe('sort', () => {
  test('is newest first unless it says otherwise', () => {
    expect(parsed()).toEqual(defaultSort)
    expect(parsed('-employees,name')).toEqual([
      { field: 'employees', direction: 'desc', nulls: 'last' },
      { field: 'name', direction: 'asc', nulls: 'last' },
    ])
  })

  test('refuses what it cannot sort by', () => {
    expect(parsed('nmae')).toEqual(['unknown_field'])
    expect(parsed('email')).toEqual(['not_sortable'])
    expect(parsed('custom.region')).toEqual(['unknown_field'])
    expect(parsed('name,-name')).toEqual(['repeated'])
    expect(parsed('name,status,company,createdAt')).toEqual(['too_many'])
    expect(parsed('name,')).toEqual(['unknown_field'])
    expect(parsed('constructor')).toEqual(['unknown_field'])
  })
})

describe('a cursor', () => {
  const sort = [
    { field: 'value', direction: 'desc', nulls: 'last' },
    { field: 'createdAt', direction: 'desc', nulls: 'last' },
  ] as const

  test('holds the values that the last row is sorted by', () => {
    const record = { id, value: { minor: 5, currency: 'SAR' }, createdAt: '2026-11-18T00:00:00.123Z' }
    const cursor = cursorOf(sort, record, scratchCatalogue)
    expect(cursor).toEqual({ values: ['SAR', 5, '2026-11-18T00:00:00.123Z'], id })
    expect(cursorFits(cursor, sort, scratchCatalogue)).toBe(true)
  })

  test('of another sort, or tampered with, does not fit', () => {
    for (const cursor of [
      null,
      'x',
      { values: [], id },
      { values: ['SAR', 5], id },
      { values: ['SAR', '5', '2026-11-18T00:00:00Z'], id },
      { values: ['SAR', 5, 'yesterday'], id },
      { values: ['SAR', 5, null], id },
      { values: ['SAR', null, '2026-11-18T00:00:00Z'], id },
      { values: ['S\u0000', 5, '2026-11-18T00:00:00Z'], id },
      { values: ['SAR', 5, '2026-11-18T00:00:00Z'], id: '1' },
    ])
      expect(cursorFits(cursor, sort, scratchCatalogue)).toBe(false)
  })
})
