import { expect, test } from 'bun:test'
import * as fc from 'fast-check'
import { channelOfEvent, merged, type Stream, toReadOn } from './merge.rules'

interface E {
  id: string
  occurredAt: string
}
const event = (id: string, minute: number): E => ({ id, occurredAt: new Date(minute * 60_000).toISOString() })
const whole = fc.array(fc.nat(500), { maxLength: 30 }).map(minutes => minutes.sort((a, b) => b - a))

test('reading on until nothing is left shows every event once, newest first, and what is shown never gets something in between', () => {
  fc.assert(
    fc.property(
      fc.array(whole, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 5 }),
      (all, size) => {
        const full = all.map((minutes, s) => minutes.map((minute, n) => event(`${s}-${n}`, minute)))
        const loaded = full.map(() => size)
        const streams = (): Stream<E>[] =>
          full.map((events, s) => ({
            events: events.slice(0, loaded[s]),
            more: events.length > (loaded[s] ?? 0),
          }))
        let shown: E[] = merged(streams())
        for (let at = toReadOn(streams()); at !== undefined; at = toReadOn(streams())) {
          loaded[at] = (loaded[at] ?? 0) + size
          const next = merged(streams())
          // Events of the very minute that was the horizon may still come beside each other.
          const edge = shown.at(-1)?.occurredAt ?? ''
          const settled = shown.filter(({ occurredAt }) => occurredAt > edge)
          expect(next.slice(0, settled.length)).toEqual(settled)
          shown = next
        }
        expect(shown.map(({ id }) => id).sort()).toEqual(
          full
            .flat()
            .map(({ id }) => id)
            .sort(),
        )
        const times = shown.map(({ occurredAt }) => occurredAt)
        expect(times).toEqual([...times].sort().reverse())
      },
    ),
  )
})

test('an activity belongs to its channel, a deal to deals, the rest to changes', () => {
  expect(channelOfEvent({ kind: 'activity.logged', payload: { kind: 'call' } })).toBe('calls')
  expect(channelOfEvent({ kind: 'deal.updated', payload: {} })).toBe('deals')
  expect(channelOfEvent({ kind: 'customer.updated', payload: {} })).toBe('changes')
})
