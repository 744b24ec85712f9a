import { expect, test } from 'bun:test'
import type { RecordKind } from '../records/kind'
import { reasonLabel } from './reason-words'

const kind = { entity: 'lead' } as RecordKind
const asOf = '2025-09-09T12:00:00.000Z'
const told = (feature: string, label: string, value: string | number | null, at: string | null = asOf) =>
  reasonLabel({ feature, label, points: 3, value }, kind, () => undefined, at)

test('what was done is told with the moment until which it counts, and the last activity with its day, so that both can be checked', () => {
  expect(told('behaviour.calls_in', '', 3)).toBe('Calls from them: 3 (until 9 Sept 2025)')
  expect(told('behaviour.first_reply', '', 'later')).toBe('First reply: later (until 9 Sept 2025)')
  expect(told('owner.past_rate', '', 0.25)).toBe('Owner’s past rate: 25% (until 9 Sept 2025)')
  expect(told('behaviour.days_since_last', '', 2.7)).toBe(
    'Last activity 6 Sept 2025, 2.7 days before 9 Sept 2025',
  )
  expect(told('behaviour.days_since_last', '', 1)).toBe('Last activity 8 Sept 2025, 1 day before 9 Sept 2025')
})

test('a field is told as it stands, and what is not known without a day', () => {
  expect(told('custom.region', 'Region', 'North')).toBe('Region: North')
  expect(told('behaviour.calls_in', '', null)).toBe('Calls from them: unknown')
  expect(told('behaviour.calls_in', '', 3, null)).toBe('Calls from them: 3')
})
