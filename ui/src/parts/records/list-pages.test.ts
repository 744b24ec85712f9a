import { expect, test } from 'bun:test'
import fc from 'fast-check'
import type { Rec } from './kind'
import { distinct, fieldsAsked, firstOf, newsFor } from './list-pages.rules'

const rec = (id: string) => ({ id }) as Rec
const rows = (news: ReturnType<typeof newsFor>) => (news.type === 'rows' ? news : undefined)

test('a list asks for what it needs and what it shows, each once, and for own fields as one', () => {
  expect(fieldsAsked(['name', 'status'], ['name', 'score', 'custom.size', 'custom.kind'])).toBe(
    'custom,name,score,status',
  )
})

test('columns in another order are the same question, so that moving one reads nothing anew', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('name', 'score', 'city', 'custom.a', 'custom.b')), columns => {
      expect(fieldsAsked(['id'], columns.toReversed())).toBe(fieldsAsked(['id'], columns))
    }),
  )
})

test('a record that two pages bring is shown once, where it came first', () => {
  expect(distinct([rec('a'), rec('b'), rec('a'), rec('c')]).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('a list that is read again keeps its first page and what led to it', () => {
  const page = (id: string) => ({ results: [rec(id)], names: {} })
  expect(firstOf({ pages: [page('a'), page('b')], pageParams: [undefined, 'after a'] })).toEqual({
    pages: [page('a')],
    pageParams: [undefined],
  })
})

test('rows that are shown are read again, once each; others came into being or are of no concern', () => {
  const news = [
    { id: 'a', kind: 'lead.updated' },
    { id: 'a', kind: 'lead.scored' },
    { id: 'new', kind: 'lead.created' },
    { id: 'new', kind: 'lead.updated' },
    { id: 'back', kind: 'lead.restored' },
    { id: 'elsewhere', kind: 'lead.updated' },
  ]
  expect(rows(newsFor(new Set(['a', 'b']), news))).toEqual({
    type: 'rows',
    reread: ['a'],
    fresh: ['new', 'back'],
  })
})

test('a row that is shown and created again, as a restored one is, counts as no new one', () => {
  expect(rows(newsFor(new Set(['a']), [{ id: 'a', kind: 'lead.restored' }]))?.fresh).toEqual([])
})

test('an import of thousands is one reading of the list, not thousands of rows', () => {
  const ids = Array.from({ length: 101 }, (_, at) => `r${at}`)
  const updated = ids.map(id => ({ id, kind: 'lead.updated' }))
  expect(newsFor(new Set(ids), updated)).toEqual({ type: 'reload' })
  expect(newsFor(new Set(ids), updated.slice(1)).type).toBe('rows')
  // Those that are not shown cost nothing, however many they are.
  const born = ids.map(id => ({ id, kind: 'lead.imported' }))
  expect(rows(newsFor(new Set(), born))?.fresh).toHaveLength(101)
})
