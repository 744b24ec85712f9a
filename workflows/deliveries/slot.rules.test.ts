import { expect, test } from 'bun:test'
import { slotAfter } from './slot.rules'
import { together } from './together'

test('messages that come at once are so far apart, and who was idle does not make up for it', () => {
  let nextAt = 0
  const waits = [1000, 1000, 1000, 5000].map(now => {
    const slot = slotAfter(nextAt, now, 200)
    nextAt = slot.nextAt
    return slot.waitMs
  })
  expect(waits).toEqual([0, 200, 400, 0])
})

test('what is asked for while one go is under way is done by the next, each with its own answer', async () => {
  const goes: number[][] = []
  const double = together<number, number>(async all => {
    goes.push(all)
    await Promise.resolve()
    if (all.includes(13)) throw new Error('no')
    return one => one * 2
  })
  const first = double(1)
  const rest = [double(2), double(3)]
  expect(await Promise.all([first, ...rest])).toEqual([2, 4, 6])
  expect(goes).toEqual([[1], [2, 3]])
  await expect(double(13)).rejects.toThrow('no')
  expect(await double(4)).toBe(8)
})
