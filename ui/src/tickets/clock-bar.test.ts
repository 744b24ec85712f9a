import { expect, test } from 'bun:test'
import { barOf } from './clock-bar.rules'

const at = (clock: string) => `2026-11-${clock}:00.000Z`
const work = [
  { start: at('17T05:00'), end: at('17T14:00') },
  { start: at('18T05:00'), end: at('18T14:00') },
]
const clock = {
  promised: 'solve' as const,
  state: 'running' as const,
  startedAt: at('17T06:30'),
  endedAt: null,
  targetMinutes: 540,
  usedMinutes: 668,
  leftMinutes: -128,
  plainDueAt: at('18T06:30'),
  pausedMinutes: 120,
  dueAt: at('18T08:30'),
  isLate: true,
  stretches: [
    { start: at('17T06:30'), end: at('18T05:20'), status: 'new' as const, runs: true, workMinutes: 470 },
    {
      start: at('18T05:20'),
      end: at('18T07:20'),
      status: 'waiting_customer' as const,
      runs: false,
      workMinutes: 120,
    },
    { start: at('18T07:20'), end: at('18T10:38'), status: 'open' as const, runs: true, workMinutes: 198 },
  ],
}

test('a bar has what ran, what stood still and what is late, each as long as its working time, without gaps', () => {
  const { parts, nights, due } = barOf(clock, work, at('18T10:38'))!
  const minutes = (share: number) => Math.round(share * 788)
  expect(parts.map(({ kind, from, to }) => [kind, minutes(from), minutes(to)])).toEqual([
    ['ran', 0, 470],
    ['paused', 470, 590],
    ['ran', 590, 660],
    ['late', 660, 788],
  ])
  expect(nights.map(minutes)).toEqual([450])
  expect(minutes(due!)).toBe(660)
})

test('before it is due the bar goes on to that moment', () => {
  const young = {
    ...clock,
    isLate: false,
    dueAt: at('18T06:30'),
    stretches: [{ ...clock.stretches[0]!, end: at('17T08:00') }],
  }
  const { parts } = barOf(young, work, at('17T08:00'))!
  expect(parts.map(({ kind }) => kind)).toEqual(['ran', 'ahead'])
  expect(parts.at(-1)!.to).toBe(1)
})

test('without any working time there is no bar', () => {
  expect(barOf(clock, [], at('18T10:38'))).toBeUndefined()
})
