import { expect, test } from 'bun:test'
import { faultOfHours, usualFirstDay, weekFrom, withHolidays } from '@sextant/db/calendars/calendars.rules'
import {
  asDayBefore,
  type DraftSpan,
  draftOf,
  holidayName,
  hoursOf,
  monthOf,
  newDraft,
  spansOn,
  weekOf,
  withSpan,
} from './calendar-draft.rules'

const span = (weekday: DraftSpan['weekday'], start: string, end: string, nextDay = false): DraftSpan => ({
  weekday,
  start,
  end,
  nextDay,
})
const holiday = (day: string, start = '00:00', end = '24:00') => ({
  day,
  names: { en: 'Eid', ar: 'عيد' },
  start,
  end,
})

test('midnight as an end is the end of the day, in the field and in what is sent', () => {
  const round = weekOf([span(1, '00:00', '00:00'), span(2, '22:00', '00:00', true), span(3, '09:00', '')])
  expect(round.map(({ end, nextDay }) => [end, nextDay])).toEqual([
    ['24:00', false],
    ['00:00', true],
  ])
  expect(hoursOf(round)).toBe(26)
  const calendar = { name: 'A', timeZone: 'UTC', week: round, holidays: [], country: null, region: null }
  const draft = draftOf({ ...calendar, id: '', isDefault: false, people: 0, heldFrom: '', version: 1 })
  expect(weekOf(draft.spans)).toEqual(round)
})

test('another span comes after what is there and is never wrong by itself; a day can be as the one before', () => {
  let spans = newDraft('UTC').spans
  expect([hoursOf(weekOf(spans)), faultOfHours({ week: weekOf(spans), holidays: [] })]).toEqual([
    40,
    undefined,
  ])
  spans = withSpan(spans, 1)
  expect(spansOn(spans, 1).map(({ start, end }) => `${start}–${end}`)).toEqual(['09:00–17:00', '18:00–22:00'])
  expect(faultOfHours({ week: weekOf(spans), holidays: [] })).toBeUndefined()
  expect(spansOn(asDayBefore(spans, 2), 2)).toHaveLength(2)
  expect(spansOn(asDayBefore(asDayBefore(spans, 7), 1), 1)).toHaveLength(0)
})

test('weeks begin on the reader’s day, in the editor and in the months of a year', () => {
  expect([usualFirstDay('ar'), usualFirstDay('fr')]).toEqual([7, 1])
  expect(weekFrom([1, 2, 3, 4, 5, 6, 7], 7)).toEqual([7, 1, 2, 3, 4, 5, 6])
  const week = weekOf(newDraft('UTC').spans)
  // 1 January 2027 is a Friday.
  expect([1, 6, 7].map(first => monthOf(2027, 1, week, [], first).before)).toEqual([4, 6, 5])
  const holidays = [holiday('2027-01-06'), holiday('2027-01-07', '12:00')]
  const { days } = monthOf(2027, 1, week, holidays, 1)
  expect(days.slice(0, 8).map(({ kind }) => kind)).toEqual([
    'work',
    'free',
    'free',
    'work',
    'work',
    'holiday',
    'part',
    'work',
  ])
  expect([days.length, monthOf(2028, 2, week, [], 1).days.length]).toEqual([31, 29])
})

test('holidays that are taken over replace those of the same time, and are named in the reader’s language', () => {
  const own = { ...holiday('2027-05-01'), names: { en: 'Ours' } }
  const both = withHolidays(
    [own, holiday('2027-12-24', '12:00')],
    [holiday('2027-05-01'), holiday('2027-01-01')],
  )
  expect(both.map(({ day, names }) => [day, names.en])).toEqual([
    ['2027-01-01', 'Eid'],
    ['2027-05-01', 'Eid'],
    ['2027-12-24', 'Eid'],
  ])
  expect([holidayName(own, 'ar'), holidayName(both[0]!, 'ar'), holidayName(both[0]!, 'fr')]).toEqual([
    'Ours',
    'عيد',
    'Eid',
  ])
})
