import * as v from 'valibot'
import { country, date, instant, text, trimmed } from '../core/field.model'
import { TimeZone } from '../core/time-zone.model'

const day = date().schema
const id = v.pipe(v.string(), v.uuid('Write the id of a record.'))

/** A time of a clock on the wall, `00:00` to `24:00`, which is the end of the day. */
const WallTime = v.pipe(
  v.string(),
  v.regex(/^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/, 'Write a time from 00:00 to 24:00.'),
)

/** Days of the week as ISO 8601 counts them: 1 is Monday, 7 is Sunday. */
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const Weekday = v.picklist(weekdays)

/** Work from one time to another on a day of the week. `nextDay`: the end is on the day after, as of a night shift. */
export const WeeklySpan = v.strictObject({
  weekday: Weekday,
  start: WallTime,
  end: WallTime,
  nextDay: v.optional(v.boolean(), false),
})
export type WeeklySpan = v.InferOutput<typeof WeeklySpan>

/** What a holiday is called, by language. */
const HolidayNames = v.strictObject({
  en: trimmed(120),
  fr: v.optional(trimmed(120)),
  ar: v.optional(trimmed(120)),
})

/** A day without work: the whole of it, or from `start` to `end` of its clock. */
export const Holiday = v.strictObject({
  day,
  names: HolidayNames,
  start: v.optional(WallTime, '00:00'),
  end: v.optional(WallTime, '24:00'),
})
export type Holiday = v.InferOutput<typeof Holiday>

/** Most spans of a week, and most holidays of a calendar. */
export const most = { spans: 70, holidays: 1500, calendars: 200, absences: 2000 } as const

/** When work is done. */
const hours = {
  timeZone: TimeZone,
  week: v.pipe(v.array(WeeklySpan), v.maxLength(most.spans, `At most ${most.spans} spans.`)),
  holidays: v.pipe(v.array(Holiday), v.maxLength(most.holidays, `At most ${most.holidays} holidays.`)),
}
export const WorkingHours = v.strictObject(hours)
export type WorkingHours = v.InferOutput<typeof WorkingHours>

const region = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9]{1,6}(-[A-Za-z0-9]{1,8})?$/, 'Write the code of a region.'),
)

export const CalendarCreate = v.strictObject({
  name: text().schema,
  ...hours,
  holidays: v.optional(hours.holidays, []),
  /** Whose public holidays were taken over last. */
  country: v.optional(v.nullable(country().schema)),
  region: v.optional(v.nullable(region)),
})
export type CalendarCreate = v.InferOutput<typeof CalendarCreate>

/** `version`: the one that was changed; another that is there by now is kept. */
export const CalendarUpdate = v.strictObject({
  name: v.optional(text().schema),
  timeZone: v.optional(hours.timeZone),
  week: v.optional(hours.week),
  holidays: v.optional(hours.holidays),
  country: v.optional(v.nullable(country().schema)),
  region: v.optional(v.nullable(region)),
  version: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})
export type CalendarUpdate = v.InferOutput<typeof CalendarUpdate>

/** A calendar as it is now. `people`: how many have chosen it themselves. `heldFrom`: since when its hours are as they are. */
export const Calendar = v.object({
  id: v.string(),
  name: v.string(),
  isDefault: v.boolean(),
  timeZone: v.string(),
  week: v.array(WeeklySpan),
  holidays: v.array(Holiday),
  country: v.nullable(v.string()),
  region: v.nullable(v.string()),
  people: v.number(),
  heldFrom: v.string(),
  version: v.number(),
})
export type Calendar = v.InferOutput<typeof Calendar>

/** `mine`: which one the asker has chosen; null: the workspace's. */
export const CalendarList = v.object({ results: v.array(Calendar), mine: v.nullable(v.string()) })
export type CalendarList = v.InferOutput<typeof CalendarList>

export const CalendarChoice = v.strictObject({
  /** Null: the workspace's. */
  calendarId: v.nullable(id),
  /** Whose; the asker's own when absent. */
  memberId: v.optional(id),
})
export type CalendarChoice = v.InferOutput<typeof CalendarChoice>

/** Whole days, both included, or moments, the last one not included. */
export const AbsenceCreate = v.strictObject({
  /** Whose; the asker's own when absent. */
  memberId: v.optional(id),
  firstDay: v.optional(day),
  lastDay: v.optional(day),
  startsAt: v.optional(instant().schema),
  endsAt: v.optional(instant().schema),
  note: v.optional(v.nullable(trimmed(255))),
})
export type AbsenceCreate = v.InferOutput<typeof AbsenceCreate>

export const Absence = v.object({
  id: v.string(),
  memberId: v.string(),
  member: v.string(),
  firstDay: v.nullable(v.string()),
  lastDay: v.nullable(v.string()),
  startsAt: v.nullable(v.string()),
  endsAt: v.nullable(v.string()),
  note: v.nullable(v.string()),
})
export type Absence = v.InferOutput<typeof Absence>

/** Time in which work is done, from a moment to another. */
const OpenSpan = v.object({ start: v.string(), end: v.string() })

/** How much work lies between two moments. `more`: there are more spans than are told. */
export const WorkingTime = v.object({ ms: v.number(), spans: v.array(OpenSpan), more: v.boolean() })

/** When so much work has been done; null: never. `opensAt`: when work is done next. */
export const WorkDue = v.object({ at: v.nullable(v.string()), opensAt: v.nullable(v.string()) })

export const HolidayPlaces = v.object({
  countries: v.array(v.object({ code: v.string(), name: v.string() })),
  /** Of the country that was named. */
  regions: v.array(v.object({ code: v.string(), name: v.string() })),
})
export type HolidayPlaces = v.InferOutput<typeof HolidayPlaces>
