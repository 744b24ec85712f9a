import { expect, test } from 'bun:test'
import { fractionOf, roundHalfAway, times } from './decimal.rules'

test('a plain decimal has up to 12 digits on either side of its point, or as many as are allowed', () => {
  expect(fractionOf('1.0873')).toEqual({ n: 10873n, d: 10000n })
  expect(fractionOf('007')).toEqual({ n: 7n, d: 1n })
  expect(fractionOf('1.23', { whole: 1, part: 1 })).toBeUndefined()
  for (const text of [
    '',
    '.5',
    '5.',
    '1e3',
    '+1',
    '-1',
    '1,5',
    ' 1',
    '1.0000000000001',
    '1234567890123',
    '٣',
    'NaN',
  ])
    expect([text, fractionOf(text)]).toEqual([text, undefined])
})

test('a half goes away from zero', () => {
  for (const [n, whole] of [
    [5n, 3n],
    [-5n, -3n],
    [4n, 2n],
    [0n, 0n],
  ] as const)
    expect(roundHalfAway({ n, d: 2n })).toBe(whole)
  expect(times({ n: 2n, d: 3n }, { n: 3n, d: 5n })).toEqual({ n: 6n, d: 15n })
})
