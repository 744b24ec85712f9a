import { beforeEach, expect, test } from 'bun:test'
import { QueryClient } from '@tanstack/solid-query'
import type { Rec } from './kind'
import { cachedRecord, listKey, type Pages, patchRecords, recordKey, storeOf } from './record-cache'

let client: QueryClient
const rec = (id: string, more: Partial<Rec> = {}) => ({ id, version: 1, name: id, ...more }) as Rec
const page = (ids: string[], total?: number) => ({
  results: ids.map(id => rec(id)),
  names: {},
  ...(total === undefined ? {} : { total: { value: total, exact: true } }),
})
const listOf = (name: string, ...pages: ReturnType<typeof page>[]) =>
  client.setQueryData<Pages>([...listKey('lead'), name], {
    pages: pages.map((page, number) => ({ ...page, number })),
  })
const rowsOf = (name: string) =>
  client.getQueryData<Pages>([...listKey('lead'), name])?.pages.map(({ results }) => results)

beforeEach(() => {
  client = new QueryClient()
})

test('a change is seen in every list that holds the record, on whichever page, and where it is read alone', () => {
  listOf('all', page(['a', 'b']), page(['c']))
  listOf('mine', page(['c']))
  client.setQueryData(recordKey('lead', 'c'), rec('c'))
  patchRecords(client, 'lead', new Set(['c']), record => ({ ...record, name: 'changed' }))
  expect(rowsOf('all')?.[1]?.[0]?.name).toBe('changed')
  expect(rowsOf('mine')?.[0]?.[0]?.name).toBe('changed')
  expect(client.getQueryData<Rec>(recordKey('lead', 'c'))?.name).toBe('changed')
})

test('pages that do not hold the record stay the same objects, so that nothing of them is drawn anew', () => {
  listOf('all', page(['a', 'b']), page(['c']))
  const before = client.getQueryData<Pages>([...listKey('lead'), 'all'])?.pages[0]
  patchRecords(client, 'lead', new Set(['c']), record => ({ ...record, name: 'changed' }))
  expect(client.getQueryData<Pages>([...listKey('lead'), 'all'])?.pages[0]).toBe(before!)
})

test('a record taken out is counted out, and stays known where it is read alone', () => {
  listOf('all', page(['a', 'b', 'c'], 1284))
  client.setQueryData(recordKey('lead', 'b'), rec('b'))
  patchRecords(client, 'lead', new Set(['b']), () => undefined)
  const [first] = client.getQueryData<Pages>([...listKey('lead'), 'all'])?.pages ?? []
  expect(first?.results.map(({ id }) => id)).toEqual(['a', 'c'])
  expect(first?.total).toEqual({ value: 1283, exact: true })
  expect(cachedRecord(client, 'lead', 'b')?.id).toBe('b')
})

test('one taken out of a later page is counted out of the whole list', () => {
  listOf('all', page(['a', 'b'], 6000), page(['c', 'd']))
  patchRecords(client, 'lead', new Set(['d']), () => undefined)
  expect(client.getQueryData<Pages>([...listKey('lead'), 'all'])?.pages[0]?.total?.value).toBe(5999)
})

test('lists of another kind of record are left alone', () => {
  client.setQueryData<Pages>([...listKey('deal'), 'all'], { pages: [{ ...page(['a']), number: 0 }] })
  patchRecords(client, 'lead', new Set(['a']), () => undefined)
  expect(client.getQueryData<Pages>([...listKey('deal'), 'all'])?.pages[0]?.results).toHaveLength(1)
})

test('a record read alone is better known than its row', () => {
  listOf('all', page(['a']))
  expect(cachedRecord(client, 'lead', 'a')?.note).toBeUndefined()
  client.setQueryData(recordKey('lead', 'a'), rec('a', { note: 'long' }))
  expect(cachedRecord(client, 'lead', 'a')?.note).toBe('long')
  expect(cachedRecord(client, 'lead', 'nobody')).toBeUndefined()
})

test('what the server said of some fields leaves the others as they were', () => {
  listOf('all', page(['a']))
  const store = storeOf(client, 'lead')
  store.put({ id: 'a', version: 2, status: 'working' } as unknown as Rec)
  expect(store.known('a')).toMatchObject({ name: 'a', version: 2, status: 'working' })
})
