import { expect, test } from 'bun:test'
import { deliveryStates, isSuppressed, mayFollow, mostDelayMs, nextTryMs } from './deliveries.rules'

test('what a server has taken is never waiting again, and nothing comes back from what is over', () => {
  for (const from of ['handed_over', 'delivered', 'bounced', 'complained', 'cancelled'] as const)
    for (const to of ['queued', 'reserved', 'handing_over', 'kept'] as const)
      expect([from, to, mayFollow(from, to)]).toEqual([from, to, false])
  for (const state of deliveryStates) expect(mayFollow(state, state)).toBe(false)
})

test('an hour of refusals is survived by a handful of tries, three days are not', () => {
  let at = 0
  let tries = 0
  while (at < 3_600_000) {
    tries += 1
    at += nextTryMs(tries, at)!
  }
  expect(tries).toBe(6)
  expect(nextTryMs(500, mostDelayMs - 1)).toBe(30 * 60_000)
  expect(nextTryMs(1, mostDelayMs)).toBeNull()
})

test('who has objected still gets what they asked for, and mails about an account always go', () => {
  expect(isSuppressed('complaint', 'campaign')).toBe(true)
  expect(isSuppressed('complaint', 'reply')).toBe(false)
  expect(isSuppressed('unsubscribed', 'notification')).toBe(false)
  expect(isSuppressed('bounce', 'quote')).toBe(true)
  for (const reason of ['bounce', 'complaint', 'unsubscribed', 'by_hand'] as const)
    expect(isSuppressed(reason, 'password_reset')).toBe(false)
})
