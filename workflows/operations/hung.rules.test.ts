import { expect, test } from 'bun:test'
import { hangs, type Sight } from './hung.rules'

/** Nine looks, a second apart. */
const sights = (of: (n: number) => Partial<Sight>): Sight[] =>
  Array.from({ length: 9 }, (_, n) => ({
    atMs: 1_000 * n,
    stopped: false,
    wantsToRun: false,
    usedMs: 0,
    ...of(n),
  }))

test('who is stopped hangs, whatever its children do', () => {
  expect(hangs(sights(n => ({ stopped: true, wantsToRun: true, usedMs: 900 * n })))).toBe(true)
})

test('who waits for something that never comes hangs, though its timers strike now and then', () => {
  expect(hangs(sights(n => ({ usedMs: 20 * n, wantsToRun: n === 4 })))).toBe(true)
})

test('who computes does not hang, nor who waits for a processor or a disk on a busy machine', () => {
  expect(hangs(sights(n => ({ usedMs: 980 * n, wantsToRun: true })))).toBe(false)
  expect(hangs(sights(n => ({ usedMs: 80 * n })))).toBe(false)
  expect(hangs(sights(() => ({ wantsToRun: true })))).toBe(false)
  expect(hangs(sights(n => ({ wantsToRun: n % 2 === 0 })))).toBe(false)
})

test('who went on in between does not hang; nor does one of whom too little is known', () => {
  expect(hangs(sights(n => ({ stopped: n > 0, usedMs: n > 0 ? 700 : 0 })))).toBe(false)
  expect(hangs(sights(() => ({ stopped: true })).slice(0, 2))).toBe(false)
  expect(hangs([...sights(() => ({ stopped: true })), undefined])).toBe(false)
  expect(hangs([])).toBe(false)
})
