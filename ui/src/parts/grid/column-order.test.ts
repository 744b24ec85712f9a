import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { choiceOf, shownInPlaceOf, shownMoved, shownWith } from './column-order.rules'

const all = ['name', 'company', 'status', 'score', 'value', 'custom.size', 'custom.floor'].map(key => ({
  key,
  custom: key.startsWith('custom.'),
}))

test('what is shown comes in its order, then the rest, own fields apart, and the name is no choice', () => {
  const { shown, hidden, own } = choiceOf(all, ['name', 'value', 'custom.floor', 'company', 'gone'])
  const keys = (columns: readonly { key: string }[]) => columns.map(({ key }) => key)
  expect(keys(shown)).toEqual(['value', 'custom.floor', 'company'])
  expect(keys(hidden)).toEqual(['status', 'score'])
  expect(keys(own)).toEqual(['custom.size'])
})

test('a column is dragged to the place of another one, never before the name', () => {
  const shown = ['name', 'company', 'status', 'score']
  expect(shownInPlaceOf(shown, 'score', 'company')).toEqual(['name', 'score', 'company', 'status'])
  expect(shownInPlaceOf(shown, 'company', 'score')).toEqual(['name', 'status', 'score', 'company'])
  expect(shownInPlaceOf(shown, 'score', 'name')).toBe(shown)
  expect(shownInPlaceOf(shown, 'value', 'score')).toBe(shown)
})

test('a column put in comes last, is there once, and can be taken out', () => {
  const shown = shownWith(['name', 'score'], 'value', true)
  expect(shown).toEqual(['name', 'score', 'value'])
  expect(shownWith(shown, 'score', true)).toEqual(['name', 'value', 'score'])
  expect(shownWith(shown, 'score', false)).toEqual(['name', 'value'])
  expect(shownWith(shown, 'city', false)).toEqual(shown)
})

test('moving never loses a column, never moves the name, and back undoes on', () => {
  const columns = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 12 })
  fc.assert(
    fc.property(columns, fc.nat(), fc.constantFrom(1 as const, -1 as const), (shown, pick, by) => {
      const key = shown[pick % shown.length] ?? ''
      const moved = shownMoved(shown, key, by)
      expect(moved[0]).toBe(shown[0]!)
      expect([...moved].sort()).toEqual([...shown].sort())
      if (moved !== shown) expect(shownMoved(moved, key, by === 1 ? -1 : 1)).toEqual(shown)
    }),
  )
})

test('a column at the end, or one that is not shown, stays where it is', () => {
  const shown = ['name', 'company', 'status']
  expect(shownMoved(shown, 'status', 1)).toBe(shown)
  expect(shownMoved(shown, 'company', -1)).toBe(shown)
  expect(shownMoved(shown, 'score', 1)).toBe(shown)
})
