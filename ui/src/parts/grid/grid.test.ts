import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { createRoot } from 'solid-js'
import { type Ahead, beforeEditor, gridAction, headAfter } from './keys.rules'
import { createSelection } from './selection'
import { columnWidths } from './widths.rules'
import { windowOf } from './window.rules'

const cell = { editable: false, takes: 'choice' as const, rtl: false, pageRows: 10, letters: true }
const text = { ...cell, editable: true, takes: 'text' as const }
const figures = { ...cell, editable: true, takes: 'figures' as const }
const name = { ...cell, editable: true, takes: 'name' as const }
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
  for (const editable of [text, figures, { ...cell, editable: true }])
    expect(gridAction(press('Enter'), editable)).toEqual({ type: 'edit' })
})

test('on the name of a row Enter opens the record, letters are commands, and F2 or E edits it', () => {
  expect(gridAction(press('Enter'), name)).toEqual({ type: 'open' })
  expect(gridAction(press('j'), name)).toEqual({ type: 'move', rows: 1, columns: 0 })
  expect(gridAction(press('k'), name)).toEqual({ type: 'move', rows: -1, columns: 0 })
  expect(gridAction(press('x'), name)).toEqual({ type: 'select', extend: false })
  for (const key of ['F2', 'e']) expect(gridAction(press(key), name)).toEqual({ type: 'edit' })
  for (const key of ['q', 'Q', '7', 'ل', 'é', '.']) expect(gridAction(press(key), name)).toBeUndefined()
})

test('F2 edits whatever can be edited and nothing else; it never types into what it opens', () => {
  for (const editable of [text, figures, name, { ...cell, editable: true }])
    expect(gridAction(press('F2'), editable)).toEqual({ type: 'edit' })
  expect(gridAction(press('F2'), cell)).toBeUndefined()
})

test('nothing is typed into a cell where one chooses: a figure is no status and no day', () => {
  for (const key of ['7', 'a', '-'])
    expect(gridAction(press(key), { ...cell, editable: true })).toBeUndefined()
})

test('no key does anything but move, select or open in a cell that may not be edited', () => {
  const keys = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 1 }),
    fc.constantFrom('F2', 'Enter', 'Home', 'Delete'),
  )
  fc.assert(
    fc.property(
      keys,
      fc.boolean(),
      fc.constantFrom('text', 'figures', 'choice', 'name'),
      (key, shift, takes) => {
        expect(gridAction(press(key, shift), { ...cell, takes } as typeof cell)?.type).not.toBe('edit')
      },
    ),
  )
})

test('with Ctrl, or at the side where they lead no further, Home and End go to the first and the last row of all', () => {
  const held = (key: string) => ({ ...press(key), modified: true, held: true })
  expect(gridAction(held('End'), cell)).toEqual({ type: 'edge', to: 'last-row' })
  expect(gridAction(held('Home'), text)).toEqual({ type: 'edge', to: 'first-row' })
  expect(gridAction(press('Home'), { ...cell, side: 'first' })).toEqual({ type: 'edge', to: 'first-row' })
  expect(gridAction(press('End'), { ...cell, side: 'first' })).toEqual({ type: 'edge', to: 'last-column' })
  expect(gridAction(press('End'), { ...cell, side: 'last' })).toEqual({ type: 'edge', to: 'last-row' })
  expect(gridAction(held('ArrowDown'), cell)).toBeUndefined()
  expect(gridAction({ ...press('End'), modified: true }, cell)).toBeUndefined()
})

test('letters are commands, but content in a cell that takes letters, and nothing when turned off', () => {
  expect(gridAction(press('j'), cell)).toEqual({ type: 'move', rows: 1, columns: 0 })
  expect(gridAction(press('x', true), cell)).toEqual({ type: 'select', extend: true })
  expect(gridAction(press('j'), text)).toEqual({
    type: 'edit',
    typed: 'j',
  })
  expect(gridAction(press('e'), { ...cell, editable: true })).toEqual({ type: 'edit' })
  for (const figure of ['7', '-', '٣', '۴'])
    expect(gridAction(press(figure), figures)).toEqual({ type: 'edit', typed: figure })
  expect(gridAction(press('j'), { ...cell, letters: false })).toBeUndefined()
  // A keyboard that writes Arabic: its letter is content, its place a command.
  const arabic = { ...press('ت'), shortcut: 'j' }
  expect(gridAction(arabic, cell)).toEqual({ type: 'move', rows: 1, columns: 0 })
  expect(gridAction(arabic, text)).toEqual({
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

test('the heads of a table are one stop: arrows walk them in the reading direction, down leads into the rows', () => {
  const heads = { first: -1, last: 3 }
  const key = (name: string, altKey = false) => ({ key: name, altKey })
  expect(headAfter(key('ArrowRight'), 0, heads)).toBe(1)
  expect(headAfter(key('ArrowRight'), 0, heads, true)).toBe(-1)
  expect(headAfter(key('ArrowLeft'), -1, heads)).toBe(-1)
  expect(headAfter(key('End'), 0, heads)).toBe(3)
  expect(headAfter(key('Home'), 3, heads)).toBe(-1)
  expect(headAfter(key('ArrowDown'), 2, heads)).toBe('rows')
  // With Alt the arrows change the width.
  expect(headAfter(key('ArrowRight', true), 0, heads)).toBeUndefined()
  expect(headAfter(key('Enter'), 0, heads)).toBeUndefined()
})

test('keys pressed before the editor is there are kept: text, then how it is left; Esc calls it off', () => {
  const after = (...keys: string[]) =>
    keys.reduce<Ahead | undefined>((ahead, key) => ahead && beforeEditor(ahead, press(key)), { typed: '7' })
  expect(after('7', '7', 'Enter')).toEqual({ typed: '777', leave: 'down' })
  expect(after('5', 'Tab', '9', 'Enter')).toEqual({ typed: '75', leave: 'next' })
  expect(beforeEditor<Ahead>({}, press('Tab', true))).toEqual({ leave: 'previous' })
  expect(after('Shift', 'ArrowDown')).toEqual({ typed: '7' })
  expect(beforeEditor<Ahead>({ typed: '7' }, { key: 'v', shift: false, modified: true })).toEqual({
    typed: '7',
  })
  expect(after('5', 'Escape')).toBeUndefined()
})
