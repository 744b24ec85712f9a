import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { fitEncoder, openEncoder, pickRows } from './encode'
import { knownLeads, knownSpec } from './known-truth'
import type { FeatureDef, FeatureValue } from './spec.model'

const rowsOf = (key: string, values: readonly FeatureValue[]) =>
  values.map((value, i) => ({ id: String(i), at: 0, values: { [key]: value } }))
const number: FeatureDef = { key: 'n', label: 'N', kind: 'number' }
const category: FeatureDef = { key: 'c', label: 'C', kind: 'category' }
const anything = fc.oneof(
  fc.double(),
  fc.string(),
  fc.boolean(),
  fc.constantFrom(null, undefined, Number.NaN, Number.POSITIVE_INFINITY, '', '  ', '__proto__'),
)

/** The dense columns of one value. */
function columnsOf(open: ReturnType<typeof openEncoder>, key: string, value: FeatureValue): number[] {
  const { slot, part } = open.encode(rowsOf(key, [value]))
  const { start, delta } = open.table
  return Array.from(start[slot[0]!]!, (from, c) => from + part[0]! * delta[slot[0]!]![c]!)
}

test('any value whatever is encoded as finite columns within the table, also when the encoder came back from JSON', () => {
  fc.assert(
    fc.property(
      fc.array(anything, { minLength: 1, maxLength: 60 }),
      fc.array(anything, { minLength: 1, maxLength: 20 }),
      fc.constantFrom(number, category, { ...category, kind: 'boolean' as const }),
      (training, later, feature) => {
        const fitted = fitEncoder([feature], rowsOf(feature.key, training as FeatureValue[]))
        const open = openEncoder(JSON.parse(JSON.stringify(fitted)))
        const encoded = open.encode(rowsOf(feature.key, later as FeatureValue[]))
        for (const slot of encoded.slot) expect(slot >= 0 && slot < open.table.slots).toBe(true)
        for (const part of encoded.part) expect(part >= 0 && part <= 1).toBe(true)
        for (const columns of [...open.table.start, ...open.table.delta]) {
          for (const value of columns) expect(Number.isFinite(value)).toBe(true)
        }
        expect(open.encode(rowsOf(feature.key, later as FeatureValue[]))).toEqual(
          openEncoder(fitted).encode(rowsOf(feature.key, later as FeatureValue[])),
        )
      },
    ),
    { numRuns: 500 },
  )
})

test('a number is its z-score, then a one for each bin below it and its place within its own', () => {
  const values = Array.from({ length: 1601 }, (_, i) => i)
  const open = openEncoder(fitEncoder([number], rowsOf('n', [...values, null, null])))
  const columns = columnsOf(open, 'n', 250)
  expect(columns.length).toBe(18)
  expect(columns[0]).toBeCloseTo((250 - 800) / 462.2, 2)
  expect(columns.slice(1, 17)).toEqual([1, 1, 0.5, ...new Array(13).fill(0)])
  expect(columns[17]).toBe(0)
  expect(columnsOf(open, 'n', null)[17]).toBe(1)
  expect(columnsOf(open, 'n', 1e12)).toEqual(columnsOf(open, 'n', 1600))
})

test('a word is one level whether its accents are letters of their own or put on top', () => {
  const words = [
    'caf\u00e9',
    'cafe\u0301',
    'CAFE\u0301 ',
    '\u0623\u062b\u0627\u062b',
    '\u0627\u0654\u062b\u0627\u062b',
  ]
  const { levels } = fitEncoder(
    [category],
    rowsOf(
      'c',
      words.flatMap(word => new Array(20).fill(word)),
    ),
  ).features[0]!
  expect(levels).toEqual(['caf\u00e9', '\u0623\u062b\u0627\u062b'])
})

test('rare levels are pooled, capitals and spaces make no level, and an unseen level without a pool moves nothing', () => {
  const seen = [...new Array(50).fill('Web'), ...new Array(50).fill('event '), 'rare1', 'rare2']
  const pooled = openEncoder(fitEncoder([category], rowsOf('c', seen)))
  expect(pooled.encoder.features[0]!.levels).toEqual(['event', 'web'])
  expect(columnsOf(pooled, 'c', 'WEB')).toEqual([0, 1, 0, 0])
  expect(columnsOf(pooled, 'c', 'rare2')).toEqual(columnsOf(pooled, 'c', 'never met'))
  const whole = openEncoder(fitEncoder([category], rowsOf('c', seen.slice(0, 100))))
  expect(columnsOf(whole, 'c', 'never met')).toEqual([0.5, 0.5, 0, 0])
  expect(columnsOf(whole, 'c', null)).toEqual([...whole.table.reference])
})

test('features that do not vary are left out and named', () => {
  const all = rowsOf('c', new Array(40).fill('same'))
  expect(fitEncoder([category, number], all)).toEqual({ features: [], constant: ['c', 'n'] })
  expect(fitEncoder([number], rowsOf('n', new Array(40).fill(7))).constant).toEqual(['n'])
  expect(
    fitEncoder(
      [category],
      rowsOf(
        'c',
        Array.from({ length: 400 }, (_, i) => `text ${i}`),
      ),
    ).constant,
  ).toEqual(['c'])
  expect(fitEncoder([number], rowsOf('n', [...new Array(40).fill(7), null])).constant).toEqual([])
})

test('the reference is the average of the encoded training rows', () => {
  const rows = knownLeads(500, 3)
  const open = openEncoder(fitEncoder(knownSpec.features, rows))
  const encoded = open.encode(rows)
  const sum = new Float64Array(open.table.columns)
  const width = open.encoder.features.length
  encoded.slot.forEach((slot, i) => {
    open.table.start[slot]!.forEach((value, c) => {
      sum[open.table.firstColumn[i % width]! + c]! += value + encoded.part[i]! * open.table.delta[slot]![c]!
    })
  })
  sum.forEach((value, c) => {
    expect(value / 500).toBeCloseTo(open.table.reference[c]!, 5)
  })
})

test('picked rows are the rows picked', () => {
  const rows = knownLeads(20, 4)
  const open = openEncoder(fitEncoder(knownSpec.features, rows))
  expect(pickRows(open.encode(rows), [7, 2])).toEqual(open.encode([rows[7]!, rows[2]!]))
})

test('a number of few values has a column for each, full at the value and empty at its neighbours', () => {
  const open = openEncoder(fitEncoder([number], rowsOf('n', [1, 2, 4, 8, 1, 2, 4, 8, null])))
  const tents = (value: number) => columnsOf(open, 'n', value).slice(4, 8)
  expect(columnsOf(open, 'n', 1)).toHaveLength(1 + 3 + 4 + 1)
  expect([1, 2, 4, 8].map(tents)).toEqual([
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ])
  expect(tents(3)).toEqual([0, 0.5, 0.5, 0])
  expect(tents(-7)).toEqual(tents(1))
  expect(tents(100)).toEqual(tents(8))
})
