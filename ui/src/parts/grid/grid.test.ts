import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { createRoot } from 'solid-js'
import { gridAction } from './keys.rules'
import { createSelection } from './selection'
import { columnWidths } from './widths.rules'
import { windowOf } from './window.rules'

const cell = { editable: false, takesLetters: false, rtl: false, pageRows: 10, letters: true }
const press = (key: string, shift = false) => ({ key, shortcut: key.toLowerCase(), shift, modified: false })

test('the window covers what is in view, and the space above and below keeps the height of the list', () => {
  fc.assert(
    fc.property(
      fc.nat(2_000_000),
      fc.nat(2000),
      fc.constantFrom(32, 36, 44, 64),
      fc.nat(50_000),
      (top, height, row, count) => {
        const view = windowOf(top, height, row, count)
        expect(view.above + view.below + (view.end - view.start) * row).toBe(count * row)
        const first = Math.floor(top / row)
        if (first < count) {
          expect(view.start).toBeLessThanOrEqual(first)
          expect(view.end).toBeGreaterThanOrEqual(Math.min(count, Math.ceil((top + height) / row)))
        }
        expect(view.end - view.start).toBeLessThanOrEqual(Math.ceil(height / row) + 16)
      },
    ),
  )
})

test('Enter opens the record on a fixed cell and the editor on an editable one', () => {
  expect(gridAction(press('Enter'), cell)).toEqual({ type: 'open' })
  expect(gridAction(press('Enter'), { ...cell, editable: true })).toEqual({ type: 'edit' })
})

test('letters are commands, but content in a cell that takes letters, and nothing when turned off', () => {
  expect(gridAction(press('j'), cell)).toEqual({ type: 'move', rows: 1, columns: 0 })
  expect(gridAction(press('x', true), cell)).toEqual({ type: 'select', extend: true })
  expect(gridAction(press('j'), { ...cell, editable: true, takesLetters: true })).toEqual({
    type: 'edit',
    typed: 'j',
  })
  expect(gridAction(press('e'), { ...cell, editable: true })).toEqual({ type: 'edit' })
  expect(gridAction(press('7'), { ...cell, editable: true })).toEqual({ type: 'edit', typed: '7' })
  expect(gridAction(press('j'), { ...cell, letters: false })).toBeUndefined()
  // A keyboard that writes Arabic: its letter is content, its place a command.
  const arabic = { ...press('ت'), shortcut: 'j' }
  expect(gridAction(arabic, cell)).toEqual({ type: 'move', rows: 1, columns: 0 })
  expect(gridAction(arabic, { ...cell, editable: true, takesLetters: true })).toEqual({
    type: 'edit',
    typed: 'ت',
  })
})

test('sideways arrows follow the reading direction; keys with Ctrl are left alone', () => {
  expect(gridAction(press('ArrowRight'), { ...cell, rtl: true })).toEqual({
    type: 'move',
    rows: 0,
    columns: -1,
  })
  expect(gridAction({ ...press('ArrowDown'), modified: true }, cell)).toBeUndefined()
})

test('Shift extends the selection from the last row toggled, and clearing forgets everything', () => {
  createRoot(dispose => {
    const selection = createSelection()
    const order = ['a', 'b', 'c', 'd', 'e']
    selection.toggle('b')
    selection.toggle('d', order)
    expect([...selection.ids()]).toEqual(['b', 'c', 'd'])
    expect(selection.state(order)).toBe('mixed')
    selection.toggleAll(order)
    expect(selection.state(order)).toBe(true)
    selection.selectEverything()
    expect(selection.has('not loaded')).toBe(true)
    selection.clear()
    expect([selection.count(), selection.everything()]).toEqual([0, false])
    dispose()
  })
})

test('columns fill a wide window exactly and never get narrower than asked', () => {
  const column = fc.record({ width: fc.integer({ min: 40, max: 300 }), numeric: fc.boolean() })
  fc.assert(
    fc.property(
      fc.array(column, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 100, max: 4000 }),
      (columns, available) => {
        const widths = columnWidths([{ width: 140 }, ...columns], available)
        const least = 140 + columns.reduce((sum, { width }) => sum + width, 0)
        expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(Math.max(least, available), 6)
        for (const [index, { width }] of columns.entries())
          expect(widths[index + 1]).toBeGreaterThanOrEqual(width)
      },
    ),
  )
})
