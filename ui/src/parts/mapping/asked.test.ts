import { expect, test } from 'bun:test'
import { askedOf, readingsAsked } from './asked.rules'

test('a column asks until somebody says, and not for a field that has no such thing', () => {
  const money = { kind: 'money' } as const
  expect(askedOf({ asks: 'decimal' }, { readAs: { kind: 'money' } }, money)).toBe('decimal')
  expect(askedOf({ asks: 'decimal' }, { readAs: { kind: 'money', decimal: '.' } }, money)).toBeUndefined()
  expect(askedOf({ asks: 'decimal' }, { readAs: { kind: 'text' } }, { kind: 'text' })).toBeUndefined()
  expect(askedOf({ asks: 'dateOrder' }, { readAs: { kind: 'instant' } }, { kind: 'instant' })).toBe(
    'dateOrder',
  )
  expect(askedOf({ asks: 'dateOrder' }, { readAs: { kind: 'date' } }, undefined)).toBeUndefined()
  expect(askedOf({}, { readAs: { kind: 'date' } }, { kind: 'date' })).toBeUndefined()
})

test('the example that is asked about differs by how it is read', () => {
  const meant = (asks: 'decimal' | 'dateOrder', ...samples: string[]) => {
    const { example, readings } = readingsAsked(asks, samples)
    return [example, ...readings.map(reading => reading.meant)]
  }
  expect(meant('decimal', '12.5', '15.000', '7.250')).toEqual(['15.000', 15000, 15])
  expect(meant('decimal', 'EUR 7,250')).toEqual(['EUR 7,250', 7.25, 7250])
  expect(meant('decimal', '-1.125 €')).toEqual(['-1.125 €', -1125, -1.125])
  expect(meant('dateOrder', '05/05/2024', '03/04/2024')).toEqual(['03/04/2024', '2024-04-03', '2024-03-04'])
  expect(meant('dateOrder', '03/04/2024 10:15')).toEqual(['03/04/2024 10:15', '2024-04-03', '2024-03-04'])
  expect(meant('dateOrder', '25/04/2024')).toEqual(
    ['25/04/2024', '2024-04-25', '2024-04-25'].map(() => undefined),
  )
})
