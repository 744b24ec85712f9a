import { expect, test } from 'bun:test'
import { reference } from '@sextant/db/core/field.model'
import { systemFields } from '@sextant/db/core/record.model'
import { parseFilter } from '@sextant/db/filter/parse-filter.rules'
import { leadFields } from '@sextant/db/leads/leads.model'
import fc from 'fast-check'
import type { Rec } from './kind'
import {
  amongThese,
  betterKnown,
  fieldsAsked,
  missingFrom,
  movesOf,
  type Places,
  pageSize,
  placesOf,
  startOf,
  withPage,
} from './list-pages.rules'

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

/** A server's list: ids in their order, and cursors that tell the last id of a page. */
const server = (ids: string[]) => ({
  page: (number: number, after?: string) => {
    const rest = ids.filter(id => after === undefined || id > after)
    const results = rest.slice(0, pageSize).map(rec)
    const next = rest.length > pageSize ? { paging: { next: { after: results.at(-1)!.id } } } : {}
    return { number, after, results, ...next }
  },
  anchors: () => ids.filter((_, n) => (n + 1) % pageSize === 0),
})
const ids = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, n) => String(from + n).padStart(6, '0'))
const shown = (places: Places<Rec>) => places.records.flatMap(record => (record ? [record.id] : []))

test('a list has all its places from the start, and a page that is jumped to stands where it will stay', () => {
  const list = server(ids(0, 6040))
  const first = placesOf([list.page(0)], 6040)
  expect(first.records).toHaveLength(6040)
  expect(missingFrom(first, 3010, 3050)).toEqual([30])
  expect(missingFrom(first, 0, 40)).toEqual([])
  expect(missingFrom(first, 6000, 6040)).toEqual([60])
  const page = list.page(30, startOf(30, [], list.anchors())?.after)
  const jumped = placesOf(withPage([list.page(0)], page), 6040)
  expect(jumped.records).toHaveLength(6040)
  expect(jumped.records[3000]?.id).toBe('003000')
  expect(missingFrom(jumped, 3000, 3101)).toEqual([31])
})

test('the end of a list is where its last page ends, whatever was counted', () => {
  const list = server(ids(0, 250))
  const pages = [list.page(0), list.page(1, '000099'), list.page(2, '000199')]
  expect(placesOf(pages, 10_000).records).toHaveLength(250)
  expect(placesOf(pages.slice(0, 2), 200).records).toHaveLength(300)
  expect(placesOf([], 0).records).toEqual([])
})

test('a record that two pages bring stands where it came first', () => {
  const pages = [
    { number: 0, results: [rec('a'), rec('b')], paging: { next: { after: 'b' } } },
    { number: 1, results: [rec('a'), rec('c')] },
  ]
  expect(shown(placesOf(pages, 3))).toEqual(['a', 'b', 'c'])
})

test('a page begins where the one before it ends, else at its anchor, else nobody knows where', () => {
  const list = server(ids(0, 500))
  expect(startOf(0, [], [])).toEqual({})
  expect(startOf(1, [list.page(0)], ['stale'])).toEqual({ after: '000099' })
  expect(startOf(3, [list.page(0)], list.anchors())).toEqual({ after: '000299' })
  expect(startOf(3, [list.page(0)], [])).toBeUndefined()
})

test('records that come between two reads are not lost between a page and the one behind it', () => {
  const before = server(ids(0, 600).filter(id => Number(id) % 2 === 0))
  const anchors = before.anchors()
  const behind = before.page(2, anchors[1])
  const after = server(ids(0, 600).filter(id => Number(id) % 2 === 0 || (id > '000300' && id < '000360')))
  const page = after.page(1, anchors[0])
  const more = after.page(1, page.paging?.next.after)
  expect(shown(placesOf(withPage([behind], page, more), 300)).slice(0, 130)).toEqual(
    after
      .page(1, anchors[0])
      .results.concat(more.results)
      .map(({ id }) => id)
      .slice(0, 130),
  )
  // Where more have come than a page holds, what was behind is read anew.
  const flooded = server(ids(0, 600).flatMap(id => [id, `${id}a`, `${id}b`]))
  const flood = flooded.page(1, anchors[0])
  expect(withPage([behind], flood, flooded.page(1, flood.paging?.next.after))).toEqual([flood])
})

test('however one jumps about while records come and go, each stands once, in order, and all that stay are found', () => {
  const number = fc.integer({ min: 0, max: 899 })
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          jump: number,
          gone: fc.array(number, { maxLength: 30 }),
          come: fc.array(number, { maxLength: 30 }),
        }),
        {
          maxLength: 8,
        },
      ),
      steps => {
        let now = ids(0, 900).filter(id => Number(id) % 3)
        let total = now.length
        const lasting = new Set(now)
        let pages: readonly ReturnType<ReturnType<typeof server>['page']>[] = [server(now).page(0)]
        const read = (missing: number) => {
          const list = server(now)
          const start = startOf(missing, pages, list.anchors())
          if (!start) return
          const page = list.page(missing, start.after)
          const more = page.paging && list.page(missing, page.paging.next.after)
          pages = withPage(pages, page, more)
        }
        for (const { jump, gone, come } of steps) {
          const leave = new Set(gone.map(n => String(n).padStart(6, '0')))
          for (const id of leave) lasting.delete(id)
          now = [
            ...new Set([...now.filter(id => !leave.has(id)), ...come.map(n => String(n).padStart(6, '0'))]),
          ].sort()
          total = now.length
          for (const missing of missingFrom(placesOf(pages, total), jump, jump + 40)) read(missing)
          const seen = shown(placesOf(pages, total))
          expect(seen).toEqual([...new Set(seen)])
        }
        for (let turn = 0; turn < 40; turn += 1) {
          const [missing] = missingFrom(placesOf(pages, total), 0, 10_000)
          if (missing === undefined) break
          read(missing)
        }
        const all = new Set(shown(placesOf(pages, total)))
        for (const id of lasting) expect(all.has(id)).toBe(true)
      },
    ),
    { numRuns: 300 },
  )
})

test('a count that stopped early does not forget one that went to the end', () => {
  const early = { value: 10_000, exact: false }
  const whole = { value: 100_021, exact: true }
  expect(betterKnown(early, whole)).toEqual(whole)
  expect(betterKnown({ value: 12, exact: true }, whole)).toEqual({ value: 12, exact: true })
  expect(betterKnown(early, undefined)).toEqual(early)
  expect(betterKnown(undefined, whole)).toEqual(whole)
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
