import { expect, test } from 'bun:test'
import { currencies, currencyExponent } from '@sextant/db/core/currencies.rules'
import { fromDecimal, toDecimal } from '@sextant/db/core/money.rules'
import { readMoney as readCell } from '@sextant/db/reading/values.rules'
import fc from 'fast-check'
import { readMoney } from '../parts/field/number.rules'
import * as format from './format.rules'
import { intlTag } from './locale.rules'

const tags = Object.values(intlTag)
const amounts = fc.maxSafeInteger().map(minor => minor || 0)

test('what the screen shows, what it sends, and what export, filter and import say is one amount, in every currency', () => {
  for (const currency of currencies)
    fc.assert(
      fc.property(amounts, fc.constantFrom(...tags), (minor, tag) => {
        const sent = { minor, currency }
        const shown = format.money(tag, sent, 'record').slice(currency.length + 1)
        expect(readMoney(shown, currency, tag)).toEqual({ value: sent })
        expect(readMoney(format.amount(tag, sent), currency, tag)).toEqual({ value: sent })
        const exported = toDecimal(sent)
        expect(fromDecimal(exported, currency)).toEqual(sent)
        expect(readCell(exported, '.', currency)).toEqual(sent)
        expect(readCell(`${exported} ${currency}`, '.', 'EUR')).toEqual(sent)
      }),
      { numRuns: 20 },
    )
})

test('the decimals are those of ISO 4217, whatever a browser shows', () => {
  const shown = (minor: number, currency: string) =>
    format.money('en-GB', { minor, currency }, 'record').replace('\u00a0', ' ')
  for (const currency of [
    'HUF',
    'IDR',
    'COP',
    'IRR',
    'LBP',
    'PKR',
    'RSD',
    'MMK',
    'ALL',
    'AFN',
    'SYP',
    'YER',
    'TWD',
  ])
    expect(shown(123_456, currency)).toBe(`${currency} 1,234.56`)
  expect(shown(123_456, 'IQD')).toBe('IQD 123.456')
  expect(shown(123_456, 'CLF')).toBe('CLF 12.3456')
  expect(shown(123_456, 'ISK')).toBe('ISK 123,456')
  expect(currencies.filter(currency => currencyExponent(currency) === 3)).toEqual([
    'BHD',
    'IQD',
    'JOD',
    'KWD',
    'LYD',
    'OMR',
    'TND',
  ])
})
