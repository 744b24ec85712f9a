import { createAbsence, listAbsences, removeAbsence } from '@sextant/db/calendars/absences'
import { Absence, AbsenceCreate, WorkDue, WorkingTime } from '@sextant/db/calendars/calendars.model'
import type { WorkingTimes } from '@sextant/db/calendars/working-time.rules'
import { timesOfCalendar, timesOfMember } from '@sextant/db/calendars/working-times.queries'
import { invalid } from '@sextant/db/core/errors'
import { instant, instantMs } from '@sextant/db/core/field.model'
import * as v from 'valibot'
import { describedAs, limitParameter } from '../app/parameters'
import { route } from '../app/route'

const area = 'calendars'
const Moment = instant().schema
const Id = v.pipe(v.string(), v.uuid('Write the id of a record.'))
const BetweenQuery = v.strictObject({ from: Moment, until: Moment })
/** A year of minutes: more than anybody promises. */
const mostMinutes = 527_040
const DueQuery = v.strictObject({
  from: Moment,
  minutes: describedAs(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,6}$/, 'Write a whole number.'),
      v.transform(Number),
      v.maxValue(mostMinutes, `At most ${mostMinutes}.`),
    ),
    { type: 'integer', minimum: 0, maximum: mostMinutes },
  ),
})
const AbsencesQuery = v.strictObject({ memberId: v.optional(Id), limit: limitParameter(1000, 200) })

const minuteMs = 60_000
const longestMs = 10 * 366 * 86_400_000
const mostSpans = 500
const isoOf = (ms: number): string => new Date(ms).toISOString()
const momentOrNull = (ms: number | undefined) => (ms === undefined ? null : isoOf(ms))

function between(times: WorkingTimes, query: v.InferOutput<typeof BetweenQuery>) {
  const [from, until] = [instantMs(query.from), instantMs(query.until)]
  if (Math.abs(until - from) > longestMs)
    throw invalid([
      { pointer: '?until', code: 'too_long', message: 'At most ten years.', params: { field: 'until' } },
    ])
  const spans = times.spansBetween(from, until, mostSpans + 1)
  return {
    ms: times.workingTimeBetween(from, until),
    spans: spans.slice(0, mostSpans).map(({ start, end }) => ({ start: isoOf(start), end: isoOf(end) })),
    more: spans.length > mostSpans,
  }
}

function due(times: WorkingTimes, query: v.InferOutput<typeof DueQuery>) {
  const from = instantMs(query.from)
  return {
    at: momentOrNull(times.addWorkingTime(from, query.minutes * minuteMs)),
    opensAt: momentOrNull(times.nextOpen(from)),
  }
}

/** How much work lies between two moments, and when so much of it will have been done. */
export const workingTimeRoutes = [
  route({
    method: 'get',
    path: '/crm/calendars/:id/working-time',
    area,
    summary:
      'How much work a calendar has between two moments, and in which spans. Of the past as the calendar was then.',
    query: BetweenQuery,
    answers: { 200: { description: 'Milliseconds, and up to 500 spans.', schema: WorkingTime } },
    handle: async ({ ctx, params, query }) => ({
      body: between(await timesOfCalendar(ctx, params.id!), query),
    }),
  }),
  route({
    method: 'get',
    path: '/crm/calendars/:id/due',
    area,
    summary:
      'When so many minutes of work have been done by a calendar. Null: never, or not within 100 years.',
    query: DueQuery,
    answers: { 200: { description: 'The moment, and when work is done next.', schema: WorkDue } },
    handle: async ({ ctx, params, query }) => ({ body: due(await timesOfCalendar(ctx, params.id!), query) }),
  }),
  route({
    method: 'get',
    path: '/crm/members/:id/working-time',
    area,
    summary:
      'How much somebody works between two moments, by their calendars and absences, and in which spans.',
    query: BetweenQuery,
    answers: { 200: { description: 'Milliseconds, and up to 500 spans.', schema: WorkingTime } },
    handle: async ({ ctx, params, query }) => ({
      body: between(await timesOfMember(ctx, params.id!), query),
    }),
  }),
  route({
    method: 'get',
    path: '/crm/members/:id/due',
    area,
    summary: 'When somebody will have worked so many minutes. Null: never, or not within 100 years.',
    query: DueQuery,
    answers: { 200: { description: 'The moment, and when they work next.', schema: WorkDue } },
    handle: async ({ ctx, params, query }) => ({ body: due(await timesOfMember(ctx, params.id!), query) }),
  }),
  route({
    method: 'get',
    path: '/crm/absences',
    area,
    summary: 'One’s own absences, and those of the people whose absences one may see, the latest first.',
    query: AbsencesQuery,
    answers: {
      200: { description: 'The absences.', schema: v.object({ results: v.array(Absence) }) },
    },
    handle: async ({ ctx, query }) => ({ body: { results: await listAbsences(ctx, query) } }),
  }),
  route({
    method: 'post',
    path: '/crm/absences',
    area,
    summary:
      'Enters an absence, of days or from a moment to another: one’s own, or of somebody of one’s team.',
    body: AbsenceCreate,
    checkedBy: 'verb',
    answers: { 201: { description: 'The absence.', schema: Absence } },
    handle: async ({ ctx, body }) => ({ status: 201, body: await createAbsence(ctx, body) }),
  }),
  route({
    method: 'delete',
    path: '/crm/absences/:id',
    area,
    summary: 'Takes an absence back. What it closed before stays closed.',
    answers: { 204: { description: 'It does not count any more.' } },
    handle: async ({ ctx, params }) => {
      await removeAbsence(ctx, params.id!)
      return { status: 204 }
    },
  }),
] as const
