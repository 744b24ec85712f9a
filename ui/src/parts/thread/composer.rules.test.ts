import { expect, test } from 'bun:test'
import { addressesIn, laterMoments } from './composer.rules'

test('addresses are taken out of what people type, each once', () => {
  expect(addressesIn('Noor <noor@gulf.example>; li@else.example, noor@gulf.example')).toEqual([
    'noor@gulf.example',
    'li@else.example',
  ])
  expect(addressesIn('nobody')).toEqual([])
})

test('later is to come, whatever day it is, and Monday is one', () => {
  for (let day = 1; day <= 14; day += 1) {
    const now = new Date(Date.UTC(2026, 10, day, 8))
    const moments = laterMoments(now, 'Asia/Kuwait')
    for (const { at } of moments) expect(at.getTime()).toBeGreaterThan(now.getTime())
    const monday = moments.at(-1)!.at
    expect(monday.getUTCDay()).toBe(1)
    expect(monday.getTime() - now.getTime()).toBeLessThanOrEqual(8 * 86_400_000)
  }
})
