import { expect, test } from 'bun:test'
import * as format from './format.rules'
import { intlTag, locales } from './locale.rules'

/** With spaces that do not break as plain ones. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')
const each = (write: (tag: string) => string) =>
  Object.fromEntries(locales.map(locale => [locale, plain(write(intlTag[locale]))]))

test('numbers are grouped as each language groups them, with Latin digits in all', () => {
  expect(each(tag => format.number(tag, 1_234_567.891, 2))).toEqual({
    en: '1,234,567.89',
    fr: '1 234 567,89',
    ar: '1,234,567.89',
  })
})

test('texts stand one after the other with the comma of the language', () => {
  expect(each(tag => format.listed(tag, ['A', 'B']))).toEqual({ en: 'A, B', fr: 'A, B', ar: 'A، B' })
  expect(format.listed('ar', ['A'])).toBe('A')
})

test('a loss has a true minus sign, in Arabic too, and no marks that turn it around', () => {
  for (const tag of Object.values(intlTag)) {
    expect(format.number(tag, -5)).toBe('\u22125')
    expect(format.fixed(tag, -1.25, 1)).toMatch(/^\u22121[.,]3$/)
    expect(format.change(tag, -12)).toBe('\u221212')
  }
})

test('a share keeps its sign and its space as each language has it', () => {
  expect(each(tag => format.percent(tag, 0.274, 1))).toEqual({ en: '27.4%', fr: '27,4 %', ar: '27.4%' })
  expect(each(tag => format.percent(tag, 1))).toEqual({ en: '100%', fr: '100 %', ar: '100%' })
})

test('no amount of any currency breaks between its code and its figures', () => {
  for (const tag of Object.values(intlTag))
    for (const currency of ['EUR', 'SAR', 'JPY', 'KWD'])
      expect(format.money(tag, { minor: 1_234_500, currency }, 'record')).not.toContain(' ')
})

test('a day, its month and its year are written as each language writes them', () => {
  const now = new Date('2026-11-26T12:00:00Z')
  expect(each(tag => format.date({ tag, zone: 'UTC' }, '2026-03-01', now))).toEqual({
    en: '1 Mar',
    fr: '1 mars',
    ar: '1 مارس',
  })
  expect(each(tag => format.date({ tag, zone: 'UTC' }, '2025-08-09', now))).toEqual({
    en: '9 Aug 2025',
    fr: '9 août 2025',
    ar: '9 أغسطس 2025',
  })
  for (const tag of Object.values(intlTag))
    expect(format.date({ tag, zone: 'UTC' }, '2026-12-31', now)).toContain('31')
})

test('a clock shows 24 hours with two figures each, and midnight is 00', () => {
  const at = new Date('2026-11-17T18:20:00Z')
  expect(each(tag => format.time({ tag, zone: 'Asia/Kathmandu' }, at))).toEqual({
    en: '00:05',
    fr: '00:05',
    ar: '00:05',
  })
})

test('ages are whole sentences with the plural that each language wants', () => {
  expect(each(tag => format.ago(tag, { unit: 'days', n: 1 }))).toEqual({
    en: '1 day ago',
    fr: 'il y a 1 jour',
    ar: 'قبل يوم واحد',
  })
  expect(format.ago(intlTag.ar, { unit: 'hours', n: 2 })).toBe('قبل ساعتين')
  expect(format.ago(intlTag.ar, { unit: 'hours', n: 3 })).toBe('قبل 3 ساعات')
})

test('sums are short from a million on, and written by the custom of each language', () => {
  const sum = (minor: number, currency = 'EUR') => each(tag => format.moneyShort(tag, { minor, currency }))
  expect(sum(231_000_000)).toEqual({ en: '€2.31 M', fr: '2,31 M €', ar: '€2.31 M' })
  expect(sum(4_820_000)).toEqual({ en: '€48,200', fr: '48 200 €', ar: '€48,200' })
  expect(sum(294_000_000, 'SAR')).toEqual({ en: 'SAR 2.94 M', fr: '2,94 M SAR', ar: 'SAR 2.94 M' })
  expect(sum(120_000_000_000)).toEqual({ en: '€1.20 B', fr: '1,20 Md €', ar: '€1.20 B' })
  expect(sum(-231_000_000).fr).toBe('\u22122,31 M €')
})

test('an amount beside a larger one has its unit, so that they can be compared at a glance', () => {
  const [small, large] = [
    { minor: 29_000_000, currency: 'EUR' },
    { minor: 192_000_000, currency: 'EUR' },
  ]
  expect(each(tag => format.moneyShort(tag, small, large))).toEqual({
    en: '€0.29 M',
    fr: '0,29 M €',
    ar: '€0.29 M',
  })
})
