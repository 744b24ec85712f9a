import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { choiceOf, shownMoved, shownWith } from './column-order.rules'

const all = ['name', 'company', 'status', 'score', 'value'].map(key => ({ key }))

test('what is shown comes first in its order, then the rest, and the name is no choice', () => {
  expect(choiceOf(all, ['name', 'value', 'company']).map(({ key }) => key)).toEqual([
    'value',
    'company',
    'status',
    'score',
  ])
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
