import { expect, test } from 'bun:test'
import * as fc from 'fast-check'
import {
  aboveAt,
  type BoardTotals,
  type Card,
  columnFilter,
  compareCards,
  idleDays,
  moveTotals,
  openTotal,
  placeOfRow,
  readTotals,
  rowOfPlace,
  withCard,
  withCardAt,
  without,
  withPage,
} from './board.rules'
import { testCard, testStage } from './board-fixture'

const card = (id: string, position: number | null, more: Partial<Card> = {}): Card =>
  testCard(id, { stageId: 'a', position, ...more })
const stage = testStage
const board = (...stages: ReturnType<typeof stage>[]): BoardTotals => ({
  pipeline: { id: 'p', name: 'P' },
  stages,
  valuation: { currency: 'EUR', today: '2026-11-18', rates: [], missing: [] },
})
const nothing = { currency: 'EUR', minor: 0, weightedMinor: 0, missing: 0 }
const cards = fc
  .uniqueArray(fc.nat(99), { maxLength: 12 })
  .map(ids => ids.map(id => card(`c${id}`, id % 7)).sort(compareCards))

test('a complete column with a card put in stays sorted and holds it once', () => {
  fc.assert(
    fc.property(cards, fc.nat(99), fc.nat(9), (column, id, position) => {
      const result = withCard(column, card(`c${id}`, position), true)
      expect([...result].sort(compareCards)).toEqual([...result])
      expect(result.filter(one => one.id === `c${id}`)).toHaveLength(1)
    }),
  )
})

test('a card past the end of what is loaded waits for its page', () => {
  expect(withCard([card('a', 1)], card('b', 2), false).map(({ id }) => id)).toEqual(['a'])
  expect(withCard([card('a', 3)], card('b', 2), false).map(({ id }) => id)).toEqual(['b', 'a'])
})

test('a page that repeats a moved card does not double it', () => {
  expect(withPage([card('a', 1), card('b', 2)], [card('b', 2), card('c', 3)]).map(({ id }) => id)).toEqual([
    'a',
    'b',
    'c',
  ])
})

test('the card named as above is the one it lands under', () => {
  fc.assert(
    fc.property(cards, fc.nat(12), fc.nat(12), (column, from, to) => {
      fc.pre(column.length > 0)
      const moved = column[from % column.length]!
      const index = to % column.length
      const result = withCardAt(column, moved, index)
      const at = result.indexOf(moved)
      expect(result[at - 1]?.id ?? null).toBe(aboveAt(column, moved.id, index))
      expect(without(result, moved.id)).toEqual(without(column, moved.id))
    }),
  )
})

test('the row shown for a place is the row that gives this place', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.nat(40),
      fc.option(fc.nat(29), { nil: undefined }),
      (count, row, from) => {
        fc.pre(from === undefined || from < count)
        const place = placeOfRow(row, count, from)
        const shown = rowOfPlace(place, from)
        expect(shown === undefined ? from : placeOfRow(shown, count, from)).toBe(place)
      },
    ),
  )
})

test('moving a card and back leaves the totals as they were', () => {
  const before = board(stage('a'), stage('b', { probability: 90, sums: [], total: nothing, count: 0 }))
  const there = moveTotals(before, card('x', 1), 'a', 'b')
  expect(there.stages.map(({ count }) => count)).toEqual([0, 1])
  expect(there.stages[0]).toMatchObject({ sums: [], total: nothing })
  expect(there.stages[1]!.sums).toEqual([
    { currency: 'EUR', minor: 10_000, weightedMinor: 9_000, here: 10_000 },
  ])
  expect(there.stages[1]!.total).toEqual({ ...nothing, minor: 10_000, weightedMinor: 9_000 })
  expect(moveTotals(there, card('x', 1), 'b', 'a')).toEqual(before)
})

test('a card in another currency takes the rate of its stage along, and one without a rate is counted where it goes', () => {
  const usd = stage('a', {
    total: { ...nothing, minor: 8_000, weightedMinor: 4_000 },
    sums: [{ currency: 'USD', minor: 16_000, weightedMinor: 8_000, here: 8_000 }],
  })
  const there = moveTotals(
    board(usd, stage('b', { sums: [], total: null, count: 0 })),
    card('x', 1, { amount: { minor: 4_000, currency: 'USD' } }),
    'a',
    'b',
  )
  expect(there.stages.map(({ total }) => total)).toEqual([
    { ...nothing, minor: 6_000, weightedMinor: 3_000 },
    { ...nothing, minor: 2_000, weightedMinor: 1_000 },
  ])
  const xaf = stage('a', {
    total: { ...nothing, missing: 1 },
    sums: [{ currency: 'XAF', minor: 5, weightedMinor: 3, here: null }],
  })
  const gone = moveTotals(
    board(xaf, stage('b', { sums: [], total: null, count: 0 })),
    card('x', 1, { amount: { minor: 5, currency: 'XAF' } }),
    'a',
    'b',
  )
  expect(gone.stages.map(({ total }) => total)).toEqual([nothing, { ...nothing, missing: 1 }])
})

test('a sum that comes as its digits is a number on the screen', () => {
  const digits = '18014398509481982'
  const sums = [{ currency: 'IDR', minor: digits, weightedMinor: 9_007_199_254_740_991, here: digits }]
  const { cards: _, ...bare } = stage('a')
  const total = { minor: digits, weightedMinor: 1, missing: 0 }
  const read = readTotals({ ...board(), stages: [{ ...bare, sums, total }] }).stages[0]!
  expect(read.sums).toEqual([
    {
      currency: 'IDR',
      minor: 18_014_398_509_481_982,
      weightedMinor: 9_007_199_254_740_991,
      here: 18_014_398_509_481_982,
    },
  ])
  expect(read.total).toEqual({ currency: 'EUR', minor: 18_014_398_509_481_982, weightedMinor: 1, missing: 0 })
})

test('the open total leaves closed stages out and adds up what is missing', () => {
  const total = openTotal(
    board(
      stage('a', { total: { ...nothing, minor: 5, weightedMinor: 1, missing: 2 } }),
      stage('b'),
      stage('c', { total: null }),
      stage('d', { kind: 'won' }),
    ),
  )
  expect(total).toEqual({ currency: 'EUR', minor: 10_005, weightedMinor: 5_001, missing: 2 })
  expect(openTotal(board(stage('d', { kind: 'won' })))).toBeUndefined()
})

test('a deal is idle only past the limit of its stage, counted from the latest thing that happened', () => {
  const now = new Date('2026-11-18T12:00:00Z')
  const at = (lastActivityAt: string | null, stageEnteredAt: string | null) =>
    card('x', 1, { lastActivityAt, stageEnteredAt })
  expect(idleDays(at('2026-10-01T00:00:00Z', '2026-10-30T00:00:00Z'), stage('a'), now)).toBe(19)
  expect(idleDays(at('2026-11-10T00:00:00Z', '2026-10-01T00:00:00Z'), stage('a'), now)).toBeUndefined()
  expect(idleDays(at('2026-01-01T00:00:00Z', null), stage('a', { idleAfterDays: null }), now)).toBeUndefined()
})

test('a column filter holds with a filter of the reader in either way of writing', () => {
  expect(columnFilter({ id: 's', kind: 'won' }, '2026-11-01', 'ownerId:eq:m')).toBe(
    'stageId:eq:s;closedOn:gte:2026-11-01;ownerId:eq:m',
  )
  expect(
    JSON.parse(
      columnFilter({ id: 's', kind: 'open' }, '2026-11-01', '{"not":{"field":"name","op":"known"}}'),
    ),
  ).toEqual({
    and: [{ field: 'stageId', op: 'eq', value: 's' }, { not: { field: 'name', op: 'known' } }],
  })
})
