import { CalendarFeed, CalendarFeedMade } from '@sextant/db/activities/calendar-feed.model'
import { readCalendarFile, readFeed } from '@sextant/db/activities/calendar-file.queries'
import {
  makeCalendarFeed,
  readCalendarFeed,
  revokeCalendarFeed,
} from '@sextant/db/activities/own-calendar-feed'
import { isKnown } from '../app/conditional'
import { route } from '../app/route'

const area = 'activities'
const file = { 200: { description: 'iCalendar, RFC 5545.', contentType: 'text/calendar' } }

/** A calendar as a file, or 304 where the caller has it. */
async function calendarResponse(text: string, request: Request, fileName: string): Promise<Response> {
  const bytes = new TextEncoder().encode(text)
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const etag = `"${[...hash.slice(0, 16)].map(byte => byte.toString(16).padStart(2, '0')).join('')}"`
  const headers = { etag, 'cache-control': 'private, no-cache' }
  if (isKnown(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
  return new Response(bytes, {
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  })
}

/** Calendars for other programs: one meeting as a file, and a person's own by a secret address. */
export const calendarFeedRoutes = [
  route({
    method: 'get',
    path: '/crm/activities/:id/calendar.ics',
    area,
    summary: 'A meeting, or whatever else has a time or a day, as a file for any calendar.',
    answers: file,
    handle: async ({ ctx, params, door, http }) =>
      calendarResponse(
        await readCalendarFile(ctx, params.id!.toLowerCase(), door.origin),
        http.req.raw,
        'activity.ics',
      ),
  }),
  route({
    method: 'get',
    path: '/crm/calendar-feed',
    area,
    summary: 'Whether the asker’s calendar has a secret address, since when, and when it was read last.',
    answers: { 200: { description: 'Never the address.', schema: CalendarFeed } },
    handle: async ({ ctx }) => ({ body: await readCalendarFeed(ctx) }),
  }),
  route({
    method: 'post',
    path: '/crm/calendar-feed',
    area,
    summary:
      'Makes a secret address of the asker’s calendar, in place of the one before. It is shown this once.',
    secret: true,
    answers: { 201: { description: 'The address.', schema: CalendarFeedMade } },
    handle: async ({ ctx, door }) => {
      const { token, ...feed } = await makeCalendarFeed(ctx)
      return { status: 201, body: { ...feed, url: `${door.origin}/crm/calendar-feeds/${token}` } }
    },
  }),
  route({
    method: 'delete',
    path: '/crm/calendar-feed',
    area,
    summary: 'Takes the secret address of the asker’s calendar back.',
    answers: { 204: { description: 'It opens nothing any more.' } },
    handle: async ({ ctx }) => {
      await revokeCalendarFeed(ctx)
      return { status: 204 }
    },
  }),
  route({
    method: 'get',
    path: '/crm/calendar-feeds/:token',
    area,
    access: 'public',
    summary:
      'A person’s calendar by its secret address, with what they may see now. 404 where the address opens nothing.',
    answers: file,
    handle: async ({ ctx, params, door, http }) =>
      calendarResponse(
        await readFeed({ db: ctx.db, clock: ctx.clock, origin: door.origin }, params.token ?? ''),
        http.req.raw,
        'calendar.ics',
      ),
  }),
] as const
