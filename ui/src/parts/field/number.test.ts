import { expect, test } from 'bun:test'
import { currencies, currencyExponent } from '@sextant/db/core/currencies.rules'
import fc from 'fast-check'
import { intlTag } from '../../app/locale.rules'
import { readMoney, readNumber, writeMoney, writeNumber } from './number.rules'

const { en, fr, ar } = intlTag
const all = [en, fr, ar]
const number = (text: string, tag: string) => {
  const typed = readNumber(text, tag)
  return 'fault' in typed ? undefined : typed.value
}
const minor = (text: string, currency: string, tag: string) => {
  const typed = readMoney(text, currency, tag)
  return 'fault' in typed ? typed.fault : typed.value?.minor
}

test('what can be read in one way only is read so in every language', () => {
  for (const tag of all)
    expect(
      [
        '480.000,00',
        '480,000.00',
        '1 200',
        "1'200",
        '12,5',
        '12.5',
        '0,375',
        '0.375',
        '١٢٣٫٥',
        '\u22125',
        '+3',
        '.5',
        '',
      ].map(text => number(text, tag)),
    ).toEqual([480000, 480000, 1200, 1200, 12.5, 12.5, 0.375, 0.375, 123.5, -5, 3, 0.5, null])
  for (const tag of all)
    expect(['1.234.567', '1,234,567'].map(text => number(text, tag))).toEqual([1234567, 1234567])
})

test('a mark with three digits behind it is what it is in the reader’s language, never a guess', () => {
  for (const [text, inEnglish, inFrench] of [
    ['12,500', 12500, 12.5],
    ['0.375', 0.375, 0.375],
    ['2.125', 2.125, 2.125],
    ['1.005', 1.005, 1.005],
    ['-7,250', -7250, -7.25],
  ] as const)
    expect([text, ...all.map(tag => number(text, tag))]).toEqual([text, inEnglish, inFrench, inEnglish])
})

test('what is not a number is not guessed', () => {
  for (const text of ['12k', 'abc', '1.2.3', '1,2,3', '--1', '+-1', '.', '1e5', '12,34,567', '1-2'])
    for (const tag of all) expect([text, readNumber(text, tag)]).toEqual([text, { fault: 'number' }])
})

test('a number written in a reader’s language and read again is the same number', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 6 }), fc.constantFrom(...all), (n, digits, tag) => {
      const value = Number((n / 10 ** digits).toFixed(digits)) || 0
      expect(number(writeNumber(value, tag), tag)).toBe(value)
    }),
  )
  expect([writeNumber(0.375, fr), writeNumber(-12.5, en)]).toEqual(['0,375', '-12.5'])
})

test('an amount written and read again is the same amount, exactly, in every currency and language', () => {
  fc.assert(
    fc.property(
      fc.maxSafeInteger(),
      fc.constantFrom(...currencies),
      fc.constantFrom(...all),
      (n, currency, tag) => {
        const money = { minor: n || 0, currency }
        expect(readMoney(writeMoney(money, tag), currency, tag)).toEqual({ value: money })
      },
    ),
  )
})

test('more decimals than the currency has are a fault in every currency: no rounding, no thousand', () => {
  for (const currency of currencies) {
    const decimals = currencyExponent(currency)
    const most = decimals ? `1.${'1'.repeat(decimals)}` : '1'
    expect([currency, minor(most, currency, en)]).toEqual([currency, Number(most.replace('.', ''))])
    for (const [text, tag] of [
      [`1.${'1'.repeat(decimals + 1)}`, en],
      [`0,${'0'.repeat(decimals)}5`, fr],
      [`1.${'0'.repeat(decimals + 1)}`, ar],
    ] as const)
      expect([text, readMoney(text, currency, tag)]).toEqual([
        text,
        { fault: 'decimals', decimals, currency },
      ])
  }
  expect(['0.125', '1.005', '15.000'].map(text => minor(text, 'EUR', en))).toEqual(Array(3).fill('decimals'))
  expect(['0.125', '12.345', '0,375'].map(text => minor(text, 'KWD', en))).toEqual([125, 12345, 375])
  expect([minor('1,500', 'JPY', en), minor('1,500', 'JPY', fr)]).toEqual([1500, 'decimals'])
  expect(minor('99999999999999999', 'EUR', en)).toBe('number')
})
