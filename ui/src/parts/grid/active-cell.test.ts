import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { afterEditing, movedBy, scrollTopFor, within } from './active-cell.rules'

const extent = fc.record({ rows: fc.integer({ min: 1, max: 500 }), columns: fc.integer({ min: 1, max: 30 }) })
const place = fc.record({ row: fc.integer({ min: -50, max: 600 }), column: fc.integer({ min: -5, max: 40 }) })
const table = { rows: 10, columns: 4 }

test('no key leads out of the table, however far it reaches', () => {
  const step = fc.record({
    type: fc.constant('move' as const),
    rows: fc.integer({ min: -700, max: 700 }),
    columns: fc.integer({ min: -40, max: 40 }),
  })
  fc.assert(
    fc.property(extent, place, step, (size, at, action) => {
      const to = movedBy(action, within(at, size), size)
      expect(to).toEqual(within(to ?? { row: -1, column: -1 }, size))
    }),
  )
})

test('a table without rows has its first cell for the focus, and nothing breaks', () => {
  const nothing = { rows: 0, columns: 0 }
  expect(within({ row: 3, column: 2 }, nothing)).toEqual({ row: 0, column: 0 })
  expect(movedBy({ type: 'move', rows: 1, columns: 0 }, { row: 0, column: 0 }, nothing)).toEqual({
    row: 0,
    column: 0,
  })
})

test('Home and End lead to the ends of the row they are pressed in', () => {
  expect(movedBy({ type: 'edge', to: 'first-column' }, { row: 4, column: 3 }, table)).toEqual({
    row: 4,
    column: 0,
  })
  expect(movedBy({ type: 'edge', to: 'last-column' }, { row: 4, column: 1 }, table)).toEqual({
    row: 4,
    column: 3,
  })
})

test('a key that opens, edits or selects moves nothing', () => {
  const at = { row: 1, column: 1 }
  expect(movedBy({ type: 'open' }, at, table)).toBeUndefined()
  expect(movedBy({ type: 'edit', typed: '4' }, at, table)).toBeUndefined()
  expect(movedBy({ type: 'select', extend: true }, at, table)).toBeUndefined()
})

test('after an edit Enter goes down, Tab on and back, and Esc stays', () => {
  const at = { row: 2, column: 1 }
  expect(afterEditing('down', at, table)).toEqual({ row: 3, column: 1 })
  expect(afterEditing('next', at, table)).toEqual({ row: 2, column: 2 })
  expect(afterEditing('previous', at, table)).toEqual({ row: 2, column: 0 })
  expect(afterEditing('stay', at, table)).toEqual(at)
  expect(afterEditing('down', { row: 9, column: 1 }, table)).toEqual({ row: 9, column: 1 })
})

test('a row that is brought into view is wholly in view, and one that is there already moves nothing', () => {
  fc.assert(
    fc.property(
      fc.nat(20_000),
      fc.constantFrom(32, 36, 44, 64),
      fc.nat(700_000),
      fc.integer({ min: 140, max: 1200 }),
      fc.constantFrom(0, 32),
      (row, rowPx, scrollTop, clientHeight, headPx) => {
        const top = scrollTopFor(row, rowPx, { scrollTop, clientHeight }, headPx)
        const y = row * rowPx
        expect(y).toBeGreaterThanOrEqual(top)
        expect(y + rowPx + headPx).toBeLessThanOrEqual(top + clientHeight)
        expect(scrollTopFor(row, rowPx, { scrollTop: top, clientHeight }, headPx)).toBe(top)
      },
    ),
  )
})
