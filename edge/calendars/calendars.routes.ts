import {
  Calendar,
  CalendarChoice,
  CalendarCreate,
  CalendarList,
  CalendarUpdate,
  Holiday,
  HolidayPlaces,
} from '@sextant/db/calendars/calendars.model'
import { listCalendars, readCalendar } from '@sextant/db/calendars/calendars.queries'
import { chooseCalendar, makeDefault } from '@sextant/db/calendars/choose-calendar'
import { createCalendar } from '@sextant/db/calendars/create-calendar'
import { holidayPlaces, publicHolidays } from '@sextant/db/calendars/public-holidays'
import { removeCalendar } from '@sextant/db/calendars/remove-calendar'
import { updateCalendar } from '@sextant/db/calendars/update-calendar'
import { country } from '@sextant/db/core/field.model'
import * as v from 'valibot'
import { describedAs, limitParameter } from '../app/parameters'
import { route } from '../app/route'

const area = 'calendars'
const Country = country().schema
const Region = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,16}$/, 'Write the code of a region.'))
/** Years for which the library has been looked at; feasts by the moon are not known much further. */
const Year = describedAs(
  v.pipe(
    v.string(),
    v.regex(/^\d{4}$/, 'Write a year such as 2027.'),
    v.transform(Number),
    v.minValue(1970, 'At least 1970.'),
    v.maxValue(2070, 'At most 2070.'),
  ),
  { type: 'integer', minimum: 1970, maximum: 2070 },
)
const PlacesQuery = v.strictObject({ country: v.optional(Country) })
const HolidaysQuery = v.strictObject({
  country: Country,
  region: v.optional(Region),
  fromYear: Year,
  years: limitParameter(10, 5),
})

export const calendarRoutes = [
  route({
    method: 'get',
    path: '/crm/calendars',
    area,
    summary:
      'The calendars of the workspace, with weekly hours and holidays, and which one the asker works by.',
    answers: { 200: { description: 'The calendars, by name.', schema: CalendarList } },
    handle: async ({ ctx }) => ({ body: await listCalendars(ctx) }),
  }),
  route({
    method: 'post',
    path: '/crm/calendars',
    area,
    summary: 'Makes a calendar. The first one becomes the workspace’s.',
    body: CalendarCreate,
    checkedBy: 'verb',
    answers: { 201: { description: 'The calendar.', schema: Calendar } },
    handle: async ({ ctx, body }) => ({ status: 201, body: await createCalendar(ctx, body) }),
  }),
  route({
    method: 'get',
    path: '/crm/calendars/:id',
    area,
    summary: 'A calendar as it is now.',
    answers: { 200: { description: 'The calendar.', schema: Calendar } },
    handle: async ({ ctx, params }) => ({ body: await readCalendar(ctx, params.id!) }),
  }),
  route({
    method: 'patch',
    path: '/crm/calendars/:id',
    area,
    summary: 'Changes a calendar from now on. What was worked before stays as it was.',
    body: CalendarUpdate,
    checkedBy: 'verb',
    answers: { 200: { description: 'The calendar as it is now.', schema: Calendar } },
    handle: async ({ ctx, params, body }) => ({ body: await updateCalendar(ctx, params.id!, body) }),
  }),
  route({
    method: 'delete',
    path: '/crm/calendars/:id',
    area,
    summary: 'Removes a calendar by which nobody works.',
    answers: { 204: { description: 'It is gone; what was worked by it stays so.' } },
    handle: async ({ ctx, params }) => {
      await removeCalendar(ctx, params.id!)
      return { status: 204 }
    },
  }),
  route({
    method: 'post',
    path: '/crm/calendars/:id/default',
    area,
    summary: 'Makes a calendar the workspace’s: that of everybody who has chosen none.',
    answers: { 200: { description: 'The calendar as it is now.', schema: Calendar } },
    handle: async ({ ctx, params }) => {
      await makeDefault(ctx, params.id!)
      return { body: await readCalendar(ctx, params.id!) }
    },
  }),
  route({
    method: 'put',
    path: '/crm/calendar-choice',
    area,
    summary: 'By which calendar one works, or somebody does, from now on. Null: the workspace’s.',
    body: CalendarChoice,
    checkedBy: 'verb',
    answers: {
      200: { description: 'The calendars, and which one the asker works by.', schema: CalendarList },
    },
    handle: async ({ ctx, body }) => {
      await chooseCalendar(ctx, body)
      return { body: await listCalendars(ctx) }
    },
  }),
  route({
    method: 'get',
    path: '/crm/holidays/places',
    area,
    summary: 'The countries whose public holidays are known, and the regions of one of them.',
    query: PlacesQuery,
    answers: { 200: { description: 'Countries and regions, by name.', schema: HolidayPlaces } },
    handle: ({ ctx, query, cached }) =>
      cached(['workspace'], async () => ({ body: JSON.stringify(holidayPlaces(ctx, query.country)) })),
  }),
  route({
    method: 'get',
    path: '/crm/holidays',
    area,
    summary:
      'The public holidays of a country or a region of it over some years, to be taken over into a calendar.',
    query: HolidaysQuery,
    answers: {
      200: { description: 'The holidays, by day.', schema: v.object({ results: v.array(Holiday) }) },
    },
    handle: ({ ctx, query, cached }) =>
      cached(['workspace'], async () => ({ body: JSON.stringify({ results: publicHolidays(ctx, query) }) })),
  }),
] as const
