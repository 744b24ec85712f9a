import { expect, test } from 'bun:test'
import fc from 'fast-check'
import { currencies, currencyExponent } from '../core/currencies.rules'
import { toDecimal } from '../core/money.rules'
import { quoteLanguages } from './quote-document.model'
import { figuresIn } from './quote-figures.rules'

const language = fc.constantFrom(...quoteLanguages)
const digitsOf = (text: string) => text.replaceAll(/\D/g, '')

test('an amount has the digits that it has, in every language and currency, however large', () => {
  fc.assert(
    fc.property(
      language,
      fc.constantFrom(...currencies),
      fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      (language, currency, minor) => {
        const written = figuresIn(language).amount(minor, currency)
        expect(digitsOf(written)).toBe(digitsOf(toDecimal({ minor, currency })))
        const decimals = currencyExponent(currency)
        if (decimals) expect(/[.,](\d+)$/.exec(written)?.[1]?.length).toBe(decimals)
        // A mark of direction would be a letter in a PDF.
        expect(written).not.toMatch(/[\u061c\u200e\u200f]/)
      },
    ),
  )
})

test('a price keeps each decimal that was written, and has at least those of its currency', () => {
  const { price, quantity } = figuresIn('en')
  expect([price('1180', 'EUR'), price('0.0001', 'EUR'), price('12.5', 'KWD'), price('9', 'JPY')]).toEqual([
    '1,180.00',
    '0.0001',
    '12.500',
    '9',
  ])
  expect([quantity('480'), quantity('0.333'), quantity('1000000.5')]).toEqual(['480', '0.333', '1,000,000.5'])
  expect(figuresIn('en').price('999999999999.999999', 'EUR')).toBe('999,999,999,999.999999')
})

test('each language writes figures and days its own way, with Latin digits', () => {
  const all = quoteLanguages.map(language => {
    const figures = figuresIn(language)
    return [
      figures.money(123450, 'SAR'),
      figures.percent('12.5'),
      figures.day('2026-12-18'),
      figures.span(12, 'month'),
    ]
  })
  expect(all).toEqual([
    ['SAR\u00a01,234.50', '12.5%', '18 December 2026', '12 months'],
    ['SAR\u00a01\u202f234,50', '12,5\u00a0%', '18 décembre 2026', '12\u00a0mois'],
    ['SAR\u00a01,234.50', '12.5%', '18 ديسمبر 2026', '12 شهرًا'],
  ])
})
