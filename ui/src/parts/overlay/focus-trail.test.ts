import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { createTrail } from './focus-trail'

test('the focus goes back to what had it last and is still there', () => {
  const trail = createTrail<string>(12)
  for (const element of ['cell', 'menu button', 'menu item', 'dialog field']) trail.add(element)
  expect(trail.last(() => true)).toBe('dialog field')
  expect(trail.last(element => !['dialog field', 'menu item'].includes(element))).toBe('menu button')
  expect(trail.last(element => element === 'gone')).toBeUndefined()
})

test('what had the focus twice is remembered where it had it last', () => {
  const trail = createTrail<string>(12)
  for (const element of ['cell', 'field', 'cell']) trail.add(element)
  expect(trail.last(element => element !== 'cell')).toBe('field')
  expect(trail.last(() => true)).toBe('cell')
})

test('the trail never grows beyond its length, and its newest are never the ones that go', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1 }), fc.integer({ min: 1, max: 8 }), (visits, most) => {
      const trail = createTrail<number>(most)
      for (const visit of visits) trail.add(visit)
      const kept: number[] = []
      trail.last(element => kept.push(element) < 0)
      expect(kept.length).toBeLessThanOrEqual(most)
      expect(new Set(kept).size).toBe(kept.length)
      expect(kept[0]).toBe(visits.at(-1)!)
    }),
  )
})
