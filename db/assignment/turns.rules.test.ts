import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { afterTurn, nextTurn, type Share, type Turns } from './turns.rules'

const shares = fc
  .array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 12 })
  .map(all => all.map((share, n): Share => ({ memberId: `m${n}`, share })))

function give(people: readonly Share[], turns: Turns, count: number) {
  const given: string[] = []
  let now = turns
  for (let n = 0; n < count; n++) {
    const to = nextTurn(people, now)!
    given.push(to)
    now = afterTurn(people, now, to)
  }
  return { given, turns: now }
}

test('after every single lead, everybody has their part to within one', () => {
  fc.assert(
    fc.property(shares, people => {
      const whole = people.reduce((sum, { share }) => sum + share, 0)
      const had = new Map<string, number>()
      for (const [n, to] of give(people, {}, 300).given.entries()) {
        had.set(to, (had.get(to) ?? 0) + 1)
        for (const { memberId, share } of people)
          expect(Math.abs((had.get(memberId) ?? 0) - ((n + 1) * share) / whole)).toBeLessThan(1)
      }
    }),
    { numRuns: 100 },
  )
})

test('equal parts are one after the other, in the order of the rule', () => {
  const people = ['a', 'b', 'c'].map(memberId => ({ memberId, share: 1 }))
  expect(give(people, {}, 7).given.join('')).toBe('abcabca')
})

test('it does not matter into how many batches leads are divided', () => {
  fc.assert(
    fc.property(shares, fc.integer({ min: 0, max: 60 }), (people, first) => {
      const one = give(people, {}, first)
      const rest = give(people, one.turns, 60 - first)
      expect([...one.given, ...rest.given]).toEqual(give(people, {}, 60).given)
    }),
  )
})

test('who was away or is new is not flooded once they are there', () => {
  const all = ['a', 'b', 'c'].map(memberId => ({ memberId, share: 1 }))
  const without = give(all.slice(0, 2), {}, 100)
  const { given } = give(all, without.turns, 6)
  expect(given.filter(one => one === 'c').length).toBeLessThanOrEqual(3)
  expect(nextTurn([], {})).toBeUndefined()
})
