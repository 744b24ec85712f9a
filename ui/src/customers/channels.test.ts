import { expect, test } from 'bun:test'
import { channelOfEvent } from './channels.rules'

test('an activity belongs to its channel, a deal to deals, the rest to changes', () => {
  expect(channelOfEvent({ kind: 'activity.logged', payload: { kind: 'call' } })).toBe('calls')
  expect(channelOfEvent({ kind: 'deal.updated', payload: {} })).toBe('deals')
  expect(channelOfEvent({ kind: 'customer.updated', payload: {} })).toBe('changes')
})
