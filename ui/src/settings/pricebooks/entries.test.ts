import { expect, test } from 'bun:test'
import { readEntries, writeEntries } from './entries.rules'

const products = [
  { id: 'p1', name: 'Gateway' },
  { id: 'p2', name: 'String monitor SM-24' },
]

test('prices are read as they are written, and written as they are read', () => {
  const text = 'Gateway | 1 = 1180 | 100 = 1096.40\nString monitor SM-24 | 0 = 0'
  const entries = readEntries(text, products)
  expect(entries).toEqual([
    {
      productId: 'p1',
      tiers: [
        { from: '1', price: '1180' },
        { from: '100', price: '1096.40' },
      ],
    },
    { productId: 'p2', tiers: [{ from: '0', price: '0' }] },
  ])
  if ('fault' in entries) throw new Error('not read')
  const named = entries.map(entry => ({
    ...entry,
    productName: products.find(({ id }) => id === entry.productId)?.name ?? null,
  }))
  expect(writeEntries(named)).toBe(text)
  expect(readEntries(writeEntries([{ ...named[0]!, productName: null }]), products)).toEqual([entries[0]!])
  expect(readEntries(' \n\n', products)).toEqual([])
})

test('what cannot be read is told with its line', () => {
  expect(readEntries('Gateway | 1=5\nGatewa|1=5', products)).toEqual({
    fault: 'unknown',
    n: 2,
    name: 'Gatewa',
  })
  for (const line of [
    'Gateway',
    'Gateway|',
    'Gateway | 5',
    'Gateway | 1 = ',
    'Gateway | 1 = 2 = 3',
    'Gateway | 1 = 2, 3 = 4',
  ])
    expect(readEntries(line, products)).toEqual({ fault: 'malformed', n: 1, name: 'Gateway' })
})

test('what one costs is read and written by who may, and is a mistake of all others', () => {
  const text = 'Gateway | 1 = 1180 | cost = 820'
  const entries = readEntries(text, products, true)
  expect(entries).toEqual([{ productId: 'p1', tiers: [{ from: '1', price: '1180' }], cost: '820' }])
  if ('fault' in entries) throw new Error('not read')
  expect(writeEntries(entries.map(entry => ({ ...entry, productName: 'Gateway' })))).toBe(text)
  // Without one it has none; who may not say it says nothing of it, so that it stays.
  expect(readEntries('Gateway | 1 = 1180', products, true)).toMatchObject([{ cost: null }])
  expect(readEntries('Gateway | 1 = 1180', products)).toEqual([
    { productId: 'p1', tiers: [{ from: '1', price: '1180' }] },
  ])
})
