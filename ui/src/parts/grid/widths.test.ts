import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { columnWidths, leastPx, widthAfter, widthWithin } from './widths.rules'

test('an arrow key makes a column wider towards the end of the line, whichever way it is read', () => {
  expect(widthAfter('ArrowRight', 100, false)).toBe(116)
  expect(widthAfter('ArrowLeft', 100, false)).toBe(84)
  expect(widthAfter('ArrowRight', 100, true)).toBe(84)
  expect(widthAfter('ArrowLeft', 100, true)).toBe(116)
  expect(widthAfter('ArrowDown', 100, false)).toBeUndefined()
  expect(widthAfter('a', 100, false)).toBeUndefined()
})

test('no drag and no key makes a column unreadable or wider than a screen', () => {
  fc.assert(
    fc.property(fc.double({ min: -5000, max: 5000, noNaN: true }), px => {
      for (const width of [widthWithin(px), widthAfter('ArrowLeft', px, false) ?? 0]) {
        expect(width).toBeGreaterThanOrEqual(leastPx)
        expect(width).toBeLessThanOrEqual(640)
        expect(Number.isInteger(width)).toBe(true)
      }
    }),
  )
})

test('what is left over goes to the name and to texts, not to figures', () => {
  const [name = 0, text, figure] = columnWidths([{ width: 100 }, {}, { numeric: true }], 512)
  expect([name, text, figure]).toEqual([300, 156, 56])
})

test('a width that the reader chose is kept while others take what is left', () => {
  const [, chosen] = columnWidths([{ width: 100 }, { width: 200, grow: 0 }, {}], 900)
  expect(chosen).toBe(200)
})
