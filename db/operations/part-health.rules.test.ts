import { expect, test } from 'bun:test'
import * as fc from 'fast-check'
import { type Beat, beatEveryMs, beatingParts, deadAfterMs, judgeParts } from './part-health.rules'

const time = (minute: number) => `2026-11-23T08:${String(minute).padStart(2, '0')}:00+00:00`
const beat = (more: Partial<Beat> = {}): Beat => ({
  part: 'relay',
  ageMs: 100,
  seenAt: time(30),
  illSince: null,
  illness: null,
  lacks: null,
  ...more,
})
const cut = (minute: number) => ({
  illSince: time(minute),
  illness: 'It does not reach Temporal.',
  lacks: 'temporal',
})
const dead = { ageMs: deadAfterMs }
const judged = (beats: readonly Beat[], part: string) => judgeParts(beats, []).find(one => one.part === part)!

test('a part that was never seen is not started, and of Temporal nobody knows', () => {
  expect(judgeParts([], []).map(({ part, state }) => [part, state])).toEqual([
    ['relay', 'not_started'],
    ['worker', 'not_started'],
    ['trainer', 'not_started'],
    ['temporal', 'unknown'],
  ])
})

test('a process that hangs is known within ten seconds, and one whose beat waits for a Temporal that hangs is not taken for dead', () => {
  expect(deadAfterMs).toBeLessThanOrEqual(10_000)
  const temporalAnswersWithinMs = 3_000
  expect(beatEveryMs + temporalAnswersWithinMs).toBeLessThan(deadAfterMs)
})

test('a part whose processes are all dead is ill since the last beat of the last of them', () => {
  const beats = [beat({ ...dead, seenAt: time(3) }), beat({ ...dead, seenAt: time(7) })]
  expect(judged(beats, 'relay')).toMatchObject({ state: 'ill', processes: 0, since: time(7) })
})

test('a part with several processes is well if one is well, and says how many live', () => {
  const beats = [beat(dead), beat(cut(4)), beat()]
  expect(judged(beats, 'relay')).toEqual({ part: 'relay', state: 'well', processes: 2 })
  expect(judged(beats, 'temporal').state).toBe('well')
})

test('processes that are cut off from Temporal are ill since the last of them was well, and so is Temporal', () => {
  const beats = [beat(cut(4)), beat(cut(6)), beat({ part: 'worker', ...cut(5) })]
  expect(judged(beats, 'relay')).toMatchObject({ state: 'ill', since: time(6), processes: 2 })
  expect(judged(beats, 'worker')).toMatchObject({ state: 'ill', since: time(5) })
  expect(judged(beats, 'temporal')).toMatchObject({ state: 'ill', since: time(6) })
})

test('what a dead process said of Temporal counts no more', () => {
  expect(judged([beat({ ...cut(4), ...dead })], 'temporal').state).toBe('unknown')
  expect(judged([beat({ ...cut(4), ...dead }), beat({ part: 'worker' })], 'temporal').state).toBe('well')
})

test('a relay that beats while a consumer is late is ill since the oldest event that waits, and tells for whom', () => {
  const late = [
    { consumer: 'rescore', since: time(9) },
    { consumer: 'start-workflows', since: time(8) },
  ]
  const [relay, ...others] = judgeParts([beat(), beat({ part: 'worker' }), beat({ part: 'trainer' })], late)
  expect(relay).toMatchObject({
    state: 'ill',
    processes: 1,
    since: time(8),
    late: ['rescore', 'start-workflows'],
  })
  expect(relay?.reason).toContain('rescore, start-workflows')
  expect(others.map(({ state }) => state)).toEqual(['well', 'well', 'well'])
})

test('a relay that is dead says that it is, and who is late by it', () => {
  const [relay] = judgeParts([beat({ ...dead, seenAt: time(3) })], [{ consumer: 'rescore', since: time(2) }])
  expect(relay).toMatchObject({ state: 'ill', since: time(3), processes: 0, late: ['rescore'] })
  expect(relay?.reason).toContain('not been heard of')
})

test('each part is judged once; it is well exactly when a living process of it is, and ill always since some time', () => {
  const some = fc.record({
    part: fc.constantFrom(...beatingParts, 'a part of another version'),
    ageMs: fc.integer({ min: 0, max: 2 * deadAfterMs }),
    minute: fc.integer({ min: 0, max: 59 }),
    isCut: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(some), drawn => {
      const beats = drawn.map(({ part, ageMs, minute, isCut }) =>
        beat({ part, ageMs, seenAt: time(minute), ...(isCut ? cut(minute) : {}) }),
      )
      const all = judgeParts(beats, [])
      expect(all.map(({ part }) => part)).toEqual([...beatingParts, 'temporal'])
      for (const { part, state, since, processes } of all) {
        expect(state === 'ill').toBe(since !== undefined)
        if (part === 'temporal') continue
        const alive = beats.filter(beat => beat.part === part && beat.ageMs < deadAfterMs)
        expect(processes).toBe(alive.length)
        expect(state === 'well').toBe(alive.some(beat => beat.illSince === null))
      }
    }),
  )
})
