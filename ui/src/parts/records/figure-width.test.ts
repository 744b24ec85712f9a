import { expect, test } from 'bun:test'
import { money } from '../../app/format.rules'
import { chipPx, figurePx, longestFigures } from './figure-width.rules'

const eur = (minor: number) => ({ minor, currency: 'EUR' })
const irr = (minor: number) => ({ minor, currency: 'IRR' })

test('the longest figures of a column are the largest amount of each currency and the number with most digits', () => {
  expect(longestFigures([eur(100), irr(5), eur(123_456_789), null, irr(9_999), eur(-5)])).toEqual([
    eur(123_456_789),
    irr(9_999),
    eur(-5),
  ])
  expect(longestFigures([7, 0.125_125, 1000, -3])).toEqual([0.125_125, -3])
  expect(longestFigures([null, undefined, ''])).toEqual([])
})

test('a column is wider for an amount that is written longer, in each language', () => {
  for (const tag of ['en', 'fr', 'ar']) {
    const small = figurePx([money(tag, eur(100_000))])
    const large = figurePx([money(tag, eur(123_456_789_000))])
    expect(large).toBeGreaterThan(small + 5 * 7)
    // 13 px of Inter, tabular: 8.1 px a digit at most.
    expect(figurePx(['1 234 567 890'])).toBeGreaterThan(10 * 8.1 + 3 * 3.7 + 16)
  }
})

test('a column of chips is as wide as the widest of them, and not much wider', () => {
  // As Chromium draws them: 61, 47 and 44 px of text.
  expect(chipPx(['Disqualified'])).toBeWithin(103, 115)
  expect(chipPx(['New', 'Working'])).toBeWithin(89, 100)
  expect(chipPx(['Nurture', 'New'])).toBe(chipPx(['Nurture']))
  expect(chipPx([])).toBeLessThan(60)
})
