import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { testCard } from './board-fixture'
import { arrowOf, besideIn, carryOf } from './board-keys.rules'
import { hovered, type Lift, stepped } from './lift.rules'

const stageIds = ['open', 'talks', 'won']
const lift = (more: Partial<Lift> = {}): Lift => ({
  card: testCard('a'),
  from: { stageId: 'open', index: 0 },
  over: { stageId: 'open', index: 0 },
  by: 'keys',
  ...more,
})

test('arrows follow the reading direction: onward is left in Arabic', () => {
  expect([arrowOf('ArrowRight', false), arrowOf('ArrowLeft', false)]).toEqual([
    [0, 1],
    [0, -1],
  ])
  expect([arrowOf('ArrowRight', true), arrowOf('ArrowLeft', true)]).toEqual([
    [0, -1],
    [0, 1],
  ])
  expect(arrowOf('ArrowDown', true)).toEqual([1, 0])
  expect(arrowOf('j', false)).toBeUndefined()
})

test('with a card in hand Enter and Space drop it, Esc and Tab put it back, letters are not for it', () => {
  expect(carryOf('Enter', false)).toEqual({ type: 'drop' })
  expect(carryOf(' ', false)).toEqual({ type: 'drop' })
  expect(carryOf('Escape', false)).toEqual({ type: 'back' })
  expect(carryOf('Tab', false)).toEqual({ type: 'back' })
  expect(carryOf('ArrowRight', true)).toEqual({ type: 'step', down: 0, onward: -1 })
  expect(carryOf('x', false)).toBeUndefined()
})

test('empty columns are passed over, and a shorter one gives its last card', () => {
  const columns = [['a', 'b', 'c'], [], ['d']].map(ids => ids.map(id => testCard(id)))
  expect(besideIn(columns, 0, 1, 2)?.id).toBe('d')
  expect(besideIn(columns, 2, -1, 0)?.id).toBe('a')
  expect(besideIn(columns, 2, 1, 0)).toBeUndefined()
  expect(besideIn(columns, 0, -1, 0)).toBeUndefined()
})

test('a card carried by keys never leaves the board nor the end of a column', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -2, max: 2 })))
  const counts = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.nat(5), fc.nat(5))
  fc.assert(
    fc.property(steps, counts, (walk, count) => {
      const countOf = (id: string) => count[stageIds.indexOf(id)] ?? 0
      let now = lift()
      for (const [down, onward] of walk) {
        now = stepped(now, down, onward, stageIds, countOf)
        const { stageId, index } = now.over ?? { stageId: '', index: -1 }
        expect(stageIds).toContain(stageId)
        const others = countOf(stageId) - (stageId === 'open' ? 1 : 0)
        expect(index).toBeGreaterThanOrEqual(0)
        expect(index).toBeLessThanOrEqual(Math.max(0, others))
      }
    }),
  )
})

test('a pointer outside the columns holds the card over none, and coming back over the same row changes nothing', () => {
  const countOf = () => 3
  const over = hovered(lift({ by: 'pointer' }), 'talks', 1, countOf)
  expect(over.over).toEqual({ stageId: 'talks', index: 1 })
  expect(hovered(over, 'talks', 1, countOf)).toBe(over)
  const outside = hovered(over, undefined, 0, countOf)
  expect(outside.over).toBeUndefined()
  expect(hovered(outside, undefined, 0, countOf)).toBe(outside)
  expect(stepped(outside, 1, 0, stageIds, countOf)).toBe(outside)
})

test('in its own column the rows below a card count one less, for its own place is free', () => {
  const countOf = () => 4
  const own = lift({ by: 'pointer', from: { stageId: 'open', index: 1 }, over: undefined })
  expect(hovered(own, 'open', 3, countOf).over).toEqual({ stageId: 'open', index: 2 })
  expect(hovered(own, 'open', 0, countOf).over).toEqual({ stageId: 'open', index: 0 })
  expect(hovered(own, 'talks', 9, countOf).over).toEqual({ stageId: 'talks', index: 4 })
})
