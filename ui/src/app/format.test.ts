import { expect, test } from 'bun:test'
import { dayAt } from '@sextant/db/core/time-zone.rules'
import fc from 'fast-check'
import * as format from './format.rules'

const en = 'en-GB'
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test('amounts show their code, no decimals in lists and all in records, by the digits of the currency', () => {
  const sar = { minor: 48_000_050, currency: 'SAR' }
  expect(plain(format.money(en, sar))).toBe('SAR 480,001')
  expect(plain(format.money(en, sar, 'record'))).toBe('SAR 480,000.50')
  expect(plain(format.money(en, { minor: 1500, currency: 'JPY' }, 'record'))).toBe('JPY 1,500')
  expect(plain(format.money(en, { minor: 1500, currency: 'KWD' }, 'record'))).toBe('KWD 1.500')
  expect(plain(format.money('ar-u-nu-latn', sar))).toBe('SAR 480,001')
  expect(plain(format.moneyShort(en, { minor: 231_000_000, currency: 'EUR' }))).toBe('€2.31 M')
  expect(plain(format.moneyShort(en, { minor: 294_000_000, currency: 'SAR' }))).toBe('SAR 2.94 M')
})

test('changes carry a true sign, and no change shows nothing', () => {
  expect(format.change(en, 12)).toBe('+12')
  expect(format.change(en, -1.2, 1)).toBe('\u22121.2')
  expect([0, null, undefined, 0.04].map(value => format.change(en, value))).toEqual(['', '', '', ''])
  expect(format.number(en, -5)).toBe('\u22125')
})

test('a day has no zone, and the year shows only when it is another', () => {
  const now = new Date('2026-11-18T12:00:00Z')
  expect(format.date({ tag: en, zone: 'Asia/Tokyo' }, '2026-11-18', now)).toBe('18 Nov')
  expect(format.date({ tag: en, zone: 'Asia/Tokyo' }, '2027-01-02', now)).toBe('2 Jan 2027')
})

test('a moment is told by the clocks of the reader’s zone, its day, its year and its hour', () => {
  const now = new Date('2026-12-31T20:00:00Z')
  const told = (zone: string, at: string) => {
    const reader = { tag: en, zone }
    return [format.date(reader, at, now), format.time(reader, at)]
  }
  expect(told('Asia/Tokyo', '2026-11-20T20:00:00Z')).toEqual(['21 Nov 2026', '05:00'])
  expect(told('Europe/Berlin', '2026-11-20T20:00:00Z')).toEqual(['20 Nov', '21:00'])
  expect(told('Asia/Kathmandu', '2026-11-20T20:00:00Z')).toEqual(['21 Nov 2026', '01:45'])
  expect(told('America/Los_Angeles', '2026-11-01T09:30:00Z')).toEqual(['1 Nov', '01:30'])
  expect(told('Pacific/Kiritimati', '2026-12-31T10:00:00Z')).toEqual(['1 Jan', '00:00'])
  expect(format.full({ tag: en, zone: 'Asia/Kolkata' }, '2026-11-20T20:00:00Z')).toContain('01:30:00')
})

test('the day that a row shows is the day by which a filter finds it', () => {
  const zones = ['Asia/Tokyo', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Kiritimati']
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1971-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      (at, zone) => {
        const reader = { tag: en, zone }
        expect(format.date(reader, at, at)).toBe(format.date(reader, dayAt(at.getTime(), zone), at))
      },
    ),
  )
})

test('ages go up to 7 days and are dates beyond, also in the future', () => {
  const now = new Date('2026-11-18T12:00:00Z')
  const ago = (minutes: number) => format.age(new Date(now.getTime() - minutes * 60_000), now)
  expect(ago(0.5)).toEqual({ unit: 'now' })
  expect(ago(12)).toEqual({ unit: 'minutes', n: 12 })
  expect(ago(60)).toEqual({ unit: 'hours', n: 1 })
  expect(ago(60 * 24 * 6.9)).toEqual({ unit: 'days', n: 6 })
  expect(ago(60 * 24 * 7)).toEqual({ unit: 'date' })
  expect(ago(-60)).toEqual({ unit: 'date' })
})

test('a time in a sentence reads as one, and a month in it is not shortened', () => {
  expect(format.ago(en, { unit: 'minutes', n: 1 })).toBe('1 minute ago')
  expect(plain(format.ago('fr', { unit: 'hours', n: 3 }))).toBe('il y a 3 heures')
  expect(format.ago('ar-u-nu-latn', { unit: 'days', n: 12 })).toBe('قبل 12 يومًا')
  const now = new Date('2026-11-26T12:00:00Z')
  expect(format.date({ tag: 'fr', zone: 'UTC' }, '2026-09-18', now)).toBe('18 sept.')
  expect(format.date({ tag: 'fr', zone: 'UTC' }, '2026-09-18', now, 'long')).toBe('18 septembre')
})

test('beside an age of a week or more, which is a day, the day does not stand again', () => {
  const now = new Date('2026-11-20T12:00:00Z')
  const beside = (at: string) => format.precise({ tag: en, zone: 'Europe/Berlin' }, at, now)
  expect(beside('2026-11-18T09:05:00Z')).toEqual(['18 Nov', '10:05'])
  expect(beside('2026-10-29T09:05:00Z')).toEqual(['10:05'])
  expect(beside('2026-12-24T09:05:00Z')).toEqual(['10:05'])
})
