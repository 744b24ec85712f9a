import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { createSelection } from './selection'

const order = Array.from({ length: 12 }, (_, n) => `r${n}`)

test('Shift selects or clears everything between, in either direction, as the row pressed last says', () => {
  const selection = createSelection()
  selection.toggle('r8')
  selection.toggle('r5', order)
  expect([...selection.ids()].sort()).toEqual(['r5', 'r6', 'r7', 'r8'])
  selection.toggle('r7', order)
  expect([...selection.ids()].sort()).toEqual(['r8'])
})

test('with the row pressed before gone from the list, Shift means the one row', () => {
  const selection = createSelection()
  selection.toggle('gone')
  selection.toggle('r3', order)
  expect([...selection.ids()].sort()).toEqual(['gone', 'r3'])
})

test('a row toggled after “all that match” begins a selection by hand again', () => {
  const selection = createSelection()
  selection.toggleAll(order)
  selection.selectEverything()
  expect([selection.everything(), selection.state(order)]).toEqual([true, true])
  selection.toggle('r0')
  expect([selection.everything(), selection.has('never loaded')]).toEqual([false, false])
  expect(selection.state(order)).toBe('mixed')
})

test('toggling twice is as if nothing was pressed, and the box of the head says what is so', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...order)), rows => {
      const selection = createSelection()
      for (const row of rows) selection.toggle(row)
      const before = [...selection.ids()].sort()
      const chosen = before.length
      expect(selection.state(order)).toBe(chosen === 0 ? false : chosen === order.length ? true : 'mixed')
      for (const row of ['r1', 'r1']) selection.toggle(row)
      expect([...selection.ids()].sort()).toEqual(before)
    }),
  )
})

test('the box of an empty list is not ticked', () => {
  const selection = createSelection()
  expect(selection.state([])).toBe(false)
  selection.toggleAll([])
  expect(selection.count()).toBe(0)
})
