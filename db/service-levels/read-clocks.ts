import { calendarTimesOf } from '../calendars/working-times.queries'
import { authorise, type Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { forbidden, invalid, notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { readableFields, scopeSql } from '../records/scope'
import { ticketEntity } from '../tickets/tickets.entity'
import type { TicketClock, TicketClocks } from './clock.model'
import { type Clock, clockAt, type Moment } from './clock.rules'
import { readMoments } from './follow-clocks'

const shows = ['status', 'priority', 'policy', 'replyBy', 'solveBy', 'dueAt', 'firstRepliedAt']
const mostSpans = 400
const iso = (at: number) => new Date(at).toISOString()
const minutes = (ms: number) => ms / 60_000

/**
 * How the clocks of a ticket stood at an instant, or stand now, with all that explains it: by the policy, the calendar and the history that were known then. Throws `not_found`.
 */
export async function readClocks(ctx: Context, id: string, at?: string): Promise<TicketClocks> {
  const scope = authorise(ctx, 'ticket', 'read')
  const readable = readableFields(ctx, ticketEntity)
  // A clock tells all of these.
  if (readable && !shows.every(key => readable.includes(key)))
    throw forbidden('Your role may not read all that a clock tells.')
  const now = ctx.clock().getTime()
  const instant = at === undefined ? now : Date.parse(at)
  if (!Number.isFinite(instant))
    throw invalid([
      { pointer: '/at', code: 'wrong_value', message: 'Write a time like 2026-11-18T09:30:00Z.' },
    ])
  const { history, calendars } = await inWorkspace(ctx, async tx => {
    const [ticket] = isUuid(id)
      ? await tx`select 1 from ticket t where t.id = ${id} and t.workspace_id = ${ctx.workspaceId} ${scopeSql(ctx, tx, ticketEntity, scope)}`
      : []
    if (!ticket) throw notFound('ticket')
    const histories = await readMoments(tx, ctx.workspaceId, [id])
    const calendars = await tx<{ id: string; name: string; timeZone: string; from: number }[]>`
      select c.id, c.name, h.hours ->> 'timeZone' as time_zone, (extract(epoch from h.held_from) * 1000)::float8 as from
      from calendar c join calendar_hours h on h.calendar_id = c.id where c.workspace_id = ${ctx.workspaceId} order by h.held_from`
    const chosen = await tx<{ calendarId: string | null; from: number }[]>`
      select calendar_id, (extract(epoch from held_from) * 1000)::float8 as from from calendar_choice
      where workspace_id = ${ctx.workspaceId} and member_id is null order by held_from, id`
    return {
      history: histories.get(id.toLowerCase()) ?? [],
      calendars: { all: [...calendars], chosen: [...chosen] },
    }
  })
  // What is to come is reckoned by what is known now.
  const timesOf = await calendarTimesOf(ctx, Math.min(instant, now))
  const { policy, priority, status, clocks } = clockAt(history, timesOf, instant)
  const calendarId =
    policy?.calendarId ?? calendars.chosen.findLast(({ from }) => from <= instant)?.calendarId ?? null
  const versions = calendars.all.filter(calendar => calendar.id === calendarId)
  const calendar = versions.findLast(({ from }) => from <= instant) ?? versions[0]
  const begin = history[0]?.at ?? instant
  const end = Math.max(instant, ...clocks.map(({ dueAt, endedAt }) => Math.max(dueAt ?? 0, endedAt ?? 0)))
  const times = timesOf(policy?.calendarId ?? null)
  const work = policy ? times.spansBetween(begin, end, mostSpans + 1) : []
  return {
    at: iso(instant),
    status,
    priority,
    policy: policy && {
      name: policy.name,
      calendar: calendar?.name ?? null,
      timeZone: calendar?.timeZone ?? ctx.workspaceTimeZone,
    },
    clocks: clocks.map(clock => toldClock(clock, times.addWorkingTime(clock.startedAt, clock.targetMs))),
    work: work.slice(0, mostSpans).map(({ start, end }) => ({ start: iso(start), end: iso(end) })),
    more: work.length > mostSpans,
    moments: history.map(moment => ({ at: iso(moment.at), what: moment.what, value: toldValue(moment) })),
  }
}

function toldValue(moment: Moment): string | null {
  if (moment.what === 'policy') return moment.value?.name ?? null
  return moment.what === 'status' || moment.what === 'priority' ? moment.value : null
}

function toldClock(clock: Clock, plainDueAt: number | undefined): TicketClock {
  const { stretches, dueAt } = clock
  // What it stood still for after it was used up has moved nothing.
  const before = stretches.filter(({ runs, start }) => !runs && (dueAt === null || start < dueAt))
  return {
    promised: clock.promised,
    state: clock.state,
    startedAt: iso(clock.startedAt),
    endedAt: clock.endedAt === null ? null : iso(clock.endedAt),
    targetMinutes: minutes(clock.targetMs),
    usedMinutes: minutes(clock.usedMs),
    leftMinutes: minutes(clock.leftMs),
    plainDueAt: plainDueAt === undefined ? null : iso(plainDueAt),
    pausedMinutes: minutes(before.reduce((sum, { workMs }) => sum + workMs, 0)),
    dueAt: dueAt === null ? null : iso(dueAt),
    isLate: clock.isLate,
    stretches: stretches.map(({ start, end, status, runs, workMs }) => ({
      start: iso(start),
      end: iso(end),
      status,
      runs,
      workMinutes: minutes(workMs),
    })),
  }
}
