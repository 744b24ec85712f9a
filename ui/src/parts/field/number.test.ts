import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { readMoney, readNumber, writeMoney } from './number.rules'

test('numbers are read as people of different countries write them', () => {
  const read = [
    '480.000,00',
    '480,000.00',
    '1 200',
    "1'200",
    '12,500',
    '12,5',
    '١٢٣٫٥',
    '\u22125',
    '+3',
    '.5',
    '1.234.567',
    '',
  ]
  expect(read.map(readNumber)).toEqual([
    480000,
    480000,
    1200,
    1200,
    12500,
    12.5,
    123.5,
    -5,
    3,
    0.5,
    1234567,
    null,
  ])
})

test('what is not a number is not guessed', () => {
  for (const text of ['12k', 'abc', '1.2.3', '1,2,3', '--1', '.', '1e5', '12,34,567', '1-2']) {
    expect([text, readNumber(text)]).toEqual([text, undefined])
  }
})

test('an amount written and read again is the same amount, exactly', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.constantFrom(0, 2, 3), (minor, digits) => {
      const money = { minor: minor === 0 ? 0 : minor, currency: 'XXX' }
      expect(readMoney(writeMoney(money, digits), 'XXX', digits)).toEqual(money)
    }),
  )
  expect(readMoney('1.005', 'EUR', 2)).toEqual({ minor: 100500, currency: 'EUR' })
  expect(readMoney('10.0051', 'EUR', 2)).toBeUndefined()
  expect(readMoney('99999999999999999', 'EUR', 2)).toBeUndefined()
})
