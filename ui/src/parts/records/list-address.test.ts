import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { readFilter, readSort, searchOf, writeFilter, writeSort } from './list-address.rules'

test('a filter survives the way through the address, whatever the view’s own filter is', () => {
  fc.assert(
    fc.property(fc.string(), fc.option(fc.string(), { nil: undefined }), (filter, own) => {
      if (filter === 'none') return
      const written = writeFilter(filter, own)
      expect(readFilter(written) ?? own ?? '').toBe(filter)
    }),
  )
})

test('what the view says by itself does not stand in the address', () => {
  expect(writeFilter('status:in:new', 'status:in:new')).toBeUndefined()
  expect(writeFilter('', undefined)).toBeUndefined()
  expect(writeSort({ key: 'score', descending: true }, '-score')).toBeUndefined()
})

test('a view’s own filter that was taken away stays away for whoever opens the address', () => {
  const written = writeFilter('', 'status:in:new')
  expect(written).toBe('none')
  expect(readFilter(written)).toBe('')
  expect(readFilter(undefined)).toBeUndefined()
})

test('a sort is read from its first field and written as the API takes it', () => {
  expect(readSort('-score,name')).toEqual({ key: 'score', descending: true })
  expect(readSort('name')).toEqual({ key: 'name', descending: false })
  expect(readSort('-custom.size-eu')).toEqual({ key: 'custom.size-eu', descending: true })
  expect(readSort('')).toEqual({ key: '', descending: false })
  for (const text of ['name', '-name', '-custom.size']) expect(writeSort(readSort(text), 'id')).toBe(text)
})

test('a record opened from a list leads back to the same list: all of its address comes along, encoded', () => {
  const address = { view: 'all', filter: 'name:contains:"a & b"', sort: '-score', q: 'ليلى +1' }
  const read = new URLSearchParams(searchOf(address))
  expect(Object.fromEntries(read)).toEqual(address)
  expect(searchOf({})).toBe('')
  expect(searchOf({ q: 'noor' })).toBe('?q=noor')
})
