import { expect, test } from 'bun:test'
import { knownLeads } from './known-truth'
import { isHeldOut, splitByHash, splitRows } from './split'

const rateOf = (rows: readonly { label: number }[], part: Int32Array) =>
  part.reduce((sum, i) => sum + rows[i]!.label, 0) / part.length

test('rows spread over time are parted by time: no training row is later than a validation row, none of those later than a held-out row', () => {
  const rows = knownLeads(3000, 1)
  const split = splitRows(rows, 1)
  const times = (part: Int32Array) => Array.from(part, i => rows[i]!.at)
  expect(split.by).toBe('time')
  expect(split.reason).toBeNull()
  expect(Math.max(...times(split.train))).toBeLessThan(Math.min(...times(split.validation)))
  expect(Math.max(...times(split.validation))).toBeLessThan(Math.min(...times(split.holdout)))
  expect(split.holdout.length).toBeGreaterThan(550)
})

test('rows of one import, all at one moment, are parted by a hash, in the same shares of each class, and it says so', () => {
  const rows = knownLeads(3000, 2, { days: 0 })
  const split = splitRows(rows, 1)
  expect(split.by).toBe('hash')
  expect(split.reason?.text).toContain('1 different time only')
  expect(rateOf(rows, split.train)).toBeCloseTo(rateOf(rows, split.holdout), 2)
  expect(split.holdout.length).toBeCloseTo(600, -1)
})

test('an import of everything old beside a trickle of new rows is not parted by time', () => {
  const rows = knownLeads(3000, 3).map((row, i) => (i < 2900 ? { ...row, at: 0 } : row))
  expect(splitRows(rows, 1)).toMatchObject({ by: 'hash', reason: { code: 'split.one_moment' } })
})

test('when outcomes of one kind all lie in one stretch of time, the split is by hash', () => {
  const rows = knownLeads(3000, 4).map((row, i) => ({
    ...row,
    label: i < 2000 ? (0 as const) : (1 as const),
  }))
  expect(splitRows(rows, 1)).toMatchObject({ by: 'hash', reason: { code: 'split.thin_part' } })
})

test('every row is in one part exactly, and the same seed parts the same way in any order of rows', () => {
  const rows = knownLeads(1000, 5, { days: 0 })
  const split = splitRows(rows, 9)
  const all = [...split.train, ...split.validation, ...split.holdout].sort((a, b) => a - b)
  expect(all).toEqual(rows.map((_, i) => i))
  const turned = [...rows].reverse()
  const ids = (of: typeof rows, part: Int32Array) => Array.from(part, i => of[i]!.id).sort()
  expect(ids(turned, splitRows(turned, 9).holdout)).toEqual(ids(rows, split.holdout))
  expect(ids(rows, splitRows(rows, 10).holdout)).not.toEqual(ids(rows, split.holdout))
})

test('which rows are held out can be asked of any row later, and rows that come or go move no other over the border', () => {
  const rows = knownLeads(2000, 6)
  const more = [...rows, ...knownLeads(700, 7)]
  for (const split of [splitRows(rows, 3), splitByHash(rows, 3)]) {
    const held = new Set(split.holdout)
    rows.forEach((row, i) => {
      expect(isHeldOut(split.held, row)).toBe(held.has(i))
    })
    const learnt = new Set([...split.train, ...split.validation].map(i => rows[i]!.id))
    const asked = more.filter(row => isHeldOut(split.held, row))
    expect(asked.length).toBeGreaterThan(held.size)
    expect(asked.filter(row => learnt.has(row.id))).toEqual([])
  }
})
