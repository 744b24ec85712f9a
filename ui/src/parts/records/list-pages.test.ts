import { expect, test } from 'bun:test'
import { reference } from '@sextant/db/core/field.model'
import { systemFields } from '@sextant/db/core/record.model'
import { parseFilter } from '@sextant/db/filter/parse-filter.rules'
import { leadFields } from '@sextant/db/leads/leads.model'
import fc from 'fast-check'
import type { Rec } from './kind'
import { amongThese, distinct, fieldsAsked, firstOf, movesOf } from './list-pages.rules'

const rec = (id: string) => ({ id }) as Rec

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

test('what answers the question no more leaves, what does now comes, what still does stays', () => {
  const moves = movesOf(new Set(['a', 'b', 'c']), ['a', 'b', 'new', 'a', 'elsewhere'], new Set(['a', 'new']))
  expect(moves).toEqual({ stay: ['a'], leave: ['b'], come: ['new'] })
})

test('each changed record has one fate, and what nobody changed has none', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'))
  fc.assert(
    fc.property(ids, ids, ids, (shown, changed, matching) => {
      const { stay, leave, come } = movesOf(new Set(shown), changed, new Set(matching))
      const after = new Set([...shown.filter(id => !leave.includes(id)), ...come])
      for (const id of changed) expect(after.has(id)).toBe(matching.includes(id))
      expect([...stay, ...leave, ...come].every(id => changed.some(one => one === id))).toBe(true)
    }),
  )
})

test('the question of a list is asked about some records in either form of a filter', () => {
  const catalogue = {
    entity: 'lead',
    fields: { ...leadFields, ...systemFields, id: reference('lead') },
    custom: {},
    relations: {},
  }
  const ids = ['0199f2a4-0000-7000-8000-000000000001', '0199f2a4-0000-7000-8000-000000000002']
  const these = { field: 'id', op: 'in', value: ids }
  const read = (text: string) => parseFilter(text, catalogue)
  const open = { field: 'status', op: 'in', value: ['new', 'working'] }
  const silent = { not: { field: 'lastActivityAt', op: 'in_last', value: { days: 7 } } }
  expect(read(amongThese('', ids))).toEqual({ ok: true, filter: these } as never)
  expect(read(amongThese('status:in:new,working', ids))).toEqual({
    ok: true,
    filter: { and: [open, these] },
  } as never)
  expect(read(amongThese(JSON.stringify(silent), ids))).toEqual({
    ok: true,
    filter: { and: [silent, these] },
  } as never)
})
