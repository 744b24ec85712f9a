import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { type Held, heldNow } from './held.rules'

const start: Held = { id: '', waiting: 0 }
const at = (events: string, reading: boolean, id = 'lead') => ({ id, events: [...events], reading })

test('at the top new events slide in; to who reads further down they wait and are counted', () => {
  const first = heldNow(start, at('cba', false))
  expect(first).toEqual({ id: 'lead', first: 'c', waiting: 0 })
  const held = heldNow(first, at('fedcba', true))
  expect(held).toEqual({ id: 'lead', first: 'c', waiting: 3 })
  expect(heldNow(held, at('gfedcba', true)).waiting).toBe(4)
  expect(heldNow(held, at('gfedcba', false))).toEqual({ id: 'lead', first: 'g', waiting: 0 })
})

test('older events that are loaded on the way down are no new ones', () => {
  const first = heldNow(start, at('cb', false))
  expect(heldNow(first, at('cba', true)).waiting).toBe(0)
})

test('another record begins with all of its own', () => {
  const first = heldNow(start, at('cba', false))
  expect(heldNow(first, at('zcba', true, 'other'))).toEqual({ id: 'other', first: 'z', waiting: 0 })
})

test('when the newest shown is gone, nothing waits for ever', () => {
  const first = heldNow(start, at('cba', false))
  expect(heldNow(first, at('edba', true)).waiting).toBe(0)
  expect(heldNow(first, at('', true))).toEqual({ id: 'lead', first: undefined, waiting: 0 })
})

test('what waits and what is shown are together always all', () => {
  const lists = fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 10 })
  fc.assert(
    fc.property(lists, steps => {
      let held = start
      let count = 0
      for (const [more, reading] of steps) {
        count += more
        const events = Array.from({ length: count }, (_, n) => `e${count - n}`)
        held = heldNow(held, { id: 'lead', events, reading })
        expect(events.slice(held.waiting)[0]).toBe(held.first as string)
        if (!reading) expect(held.waiting).toBe(0)
      }
    }),
  )
})
