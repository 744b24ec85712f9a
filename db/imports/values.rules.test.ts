import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { orderOf, readDay, readInstant } from './dates.rules'
import { countryOf, languageOf } from './names-of-places.rules'
import { decimalOf, readDecimal, readMoney } from './values.rules'

test('a day is read in any of the ways people write it', () => {
  for (const text of [
    '2026-11-18',
    '18.11.2026',
    '18/11/2026',
    '18-11-26',
    '18 Nov 2026',
    'Nov 18, 2026',
    '18 novembre 2026',
    '18 listopada 2026',
    '18. November 2026',
    '18 de noviembre de 2026',
    '١٨/١١/٢٠٢٦',
    '20261118',
    '2026/11/18',
  ])
    expect([text, readDay(text, 'dmy')]).toEqual([text, '2026-11-18'])
})

test('a day that does not exist is no day, in either order', () => {
  for (const text of ['31/02/2026', '2026-02-30', '00/01/2026', '18/18/2026', 'tomorrow', ''])
    expect(readDay(text, 'dmy')).toBeUndefined()
})

test('what can be read only one way is read that way; else the order decides', () => {
  expect(readDay('11/25/2026', 'dmy')).toBe('2026-11-25')
  expect(readDay('03/04/2026', 'dmy')).toBe('2026-04-03')
  expect(readDay('03/04/2026', 'mdy')).toBe('2026-03-04')
  expect(orderOf(['03/04/2026', '25/04/2026'])).toBe('dmy')
  expect(orderOf(['03/04/2026', '04/25/2026'])).toBe('mdy')
})

test('every day written in an order is read back in that order', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true }),
      day => {
        const [y, m, d] = day.toISOString().slice(0, 10).split('-')
        expect(readDay(`${d}/${m}/${y}`, 'dmy')).toBe(`${y}-${m}-${d}`)
        expect(readDay(`${m}/${d}/${y}`, 'mdy')).toBe(`${y}-${m}-${d}`)
      },
    ),
  )
})

test('a clock may be of 12 or 24 hours and have a zone', () => {
  expect(readInstant('2026-11-18T09:30:00+03:00', 'dmy')).toBe('2026-11-18T06:30:00.000Z')
  expect(readInstant('18/11/2026 9:30 pm', 'dmy')).toBe('2026-11-18T21:30:00.000Z')
  expect(readInstant('18/11/2026 25:30', 'dmy')).toBeUndefined()
})

test('numbers are read with either decimal mark, and never guessed from what is no number', () => {
  expect(readDecimal('480.000,00', ',')).toBe('480000.00')
  expect(readDecimal('480,000.50', '.')).toBe('480000.50')
  expect(readDecimal("1'234.5", '.')).toBe('1234.5')
  expect(readDecimal('1 234,5', ',')).toBe('1234.5')
  expect(readDecimal('(12)', '.')).toBe('-12')
  for (const text of ['12k', '1.2.3', '12,34,5', 'n/a', '']) expect(readDecimal(text, '.')).toBeUndefined()
  expect(decimalOf(['480.000,00', '96.500,50'])).toBe(',')
  expect(decimalOf(['1,234', '5'])).toBeUndefined()
})

test('an amount carries the currency that its cell names', () => {
  expect(readMoney('€ 1.200,50', ',', 'USD')).toEqual({ minor: 120050, currency: 'EUR' })
  expect(readMoney('480000.50 SAR', '.', 'EUR')).toEqual({ minor: 48000050, currency: 'SAR' })
  expect(readMoney('$5', '.', 'CAD')).toEqual({ minor: 500, currency: 'CAD' })
  expect(readMoney('12k', '.', 'EUR')).toBeUndefined()
})

test('countries and languages are known by code and by name', () => {
  expect(
    ['DE', 'Deutschland', 'Allemagne', 'المملكة العربية السعودية', 'Polska', 'USA', 'uk'].map(countryOf),
  ).toEqual(['DE', 'DE', 'DE', 'SA', 'PL', 'US', 'GB'])
  expect(['fr', 'French', 'pt-BR', 'Deutsch', 'العربية', 'Klingon'].map(languageOf)).toEqual([
    'fr',
    'fr',
    'pt-BR',
    'de',
    'ar',
    undefined,
  ])
})
