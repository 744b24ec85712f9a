import ical, { ICalAttendeeRole, ICalCalendarMethod, type ICalEventData } from 'ical-generator'
import { instantMs } from '../core/field.model'
import type { Activity } from './activities.model'
import { standingOf } from './agenda.rules'
import type { Invitee } from './invitees.model'
import { type Series, startOn } from './series-days'
import { timeZonesOf } from './vtimezone'

/** What is written of an activity into a calendar: what the reader may read of it. */
export type Listed = Pick<Activity, 'id' | 'version' | 'updatedAt'> &
  Partial<
    Pick<
      Activity,
      | 'name'
      | 'kind'
      | 'body'
      | 'location'
      | 'startsAt'
      | 'endsAt'
      | 'occurredAt'
      | 'durationMinutes'
      | 'dueOn'
    >
  >

/** A series as one calendar has it: what its meetings say, on which days there is none, and which say something else. */
export interface WrittenSeries {
  series: Series
  updatedAt: string
  like: Listed
  without: readonly string[]
  others: readonly (Listed & { seriesAt: string })[]
}

interface Written {
  /** What the calendar is called; none for a file of one activity. */
  name?: string
  activities: readonly Listed[]
  /** Where an activity is on the screen. */
  urlOf: (id: string) => string
  /** Meetings that repeat, as rules. */
  series?: readonly WrittenSeries[]
  /** Of one meeting: who has called it, and who is invited. */
  organizer?: { name: string; email: string }
  invitees?: readonly Invitee[]
  /** They are asked whether they come. */
  asks?: boolean
}

/**
 * Activities as iCalendar (RFC 5545). Times are written in UTC, which every program reads alike and which needs no table of clocks; what is due is a day. What repeats is a rule in its
 * own zone, whose clocks are told with it. The same activities are the same text, to the byte.
 */
export function icalendarOf({
  name,
  activities,
  series = [],
  urlOf,
  organizer,
  invitees = [],
  asks = false,
}: Written): string {
  const calendar = ical({
    ...(name && { name: inLine(name) }),
    prodId: { company: 'Sextant', product: 'Sextant' },
  })
  if (invitees.length) calendar.method(asks ? ICalCalendarMethod.REQUEST : ICalCalendarMethod.PUBLISH)
  const write = (activity: Listed, as: Partial<ICalEventData> = {}) => {
    const standing = standingOf(activity)
    if (!standing) return undefined
    const { id, version, updatedAt, body, location } = activity
    const stamp = new Date(instantMs(updatedAt))
    const when =
      standing.by === 'dueOn'
        ? { start: Temporal.PlainDate.from(standing.day), allDay: true }
        : { start: new Date(standing.startMs), end: new Date(standing.endMs) }
    return calendar.createEvent({
      id: `${id}@sextant`,
      sequence: version - 1,
      stamp,
      lastModified: stamp,
      summary: activity.name ?? '',
      description: body ?? null,
      location: location ?? null,
      url: urlOf(id),
      ...when,
      ...as,
    })
  }
  for (const one of series) writeSeries(one, write)
  for (const activity of activities) {
    const event = write(activity)
    if (!event) continue
    if (organizer) event.organizer({ ...organizer, name: inLine(organizer.name) })
    for (const { name: who, email } of invitees)
      if (email)
        event.createAttendee({ email, name: inLine(who ?? email), role: ICalAttendeeRole.REQ, rsvp: asks })
  }
  const text = calendar.toString()
  const zones = series.map(({ series: { timeZone, firstDay } }) => ({ timeZone, firstDay }))
  return zones.length ? text.replace('BEGIN:VEVENT', `${timeZonesOf(zones)}BEGIN:VEVENT`) : text
}

type WriteEvent = (activity: Listed, as?: Partial<ICalEventData>) => unknown

function writeSeries({ series, updatedAt, like, without, others }: WrittenSeries, write: WriteEvent): void {
  const { timeZone, rule, version, firstDay } = series
  const at = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
  const local = (day: string) => `${day}T${series.clock}`.replace(/[-:]/g, '')
  const standing = standingOf(like)
  if (!standing || standing.by === 'dueOn') return
  const startMs = startOn(series, firstDay)
  const id = `${series.id}@sextant`
  const stamp = new Date(Math.max(instantMs(updatedAt), instantMs(like.updatedAt)))
  const until = /UNTIL=(\d{4})(\d\d)(\d\d)$/.exec(rule)
  const ends =
    until && new Date(startOn(series, until.slice(1).join('-'))).toISOString().replace(/[-:]|\.000/g, '')
  const lines = [
    `RRULE:${ends ? rule.replace(/UNTIL=\d{8}$/, `UNTIL=${ends}`) : rule}`,
    ...without.map(day => `EXDATE;TZID=${timeZone}:${local(day)}`),
  ]
  write(like, {
    id,
    sequence: version - 1,
    stamp,
    lastModified: stamp,
    timezone: timeZone,
    start: at(startMs),
    end: at(startMs + standing.endMs - standing.startMs),
    repeating: lines.join('\n'),
  })
  for (const one of others) {
    const moved = standingOf(one)
    if (!moved || moved.by === 'dueOn') continue
    write(one, {
      id,
      sequence: version - 1 + one.version,
      timezone: timeZone,
      start: at(moved.startMs),
      end: at(moved.endMs),
      recurrenceId: at(instantMs(one.seriesAt)),
    })
  }
}

/** The names of a calendar and of people are written as they are: what would end their line or their quotes is left out. */
const inLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029"\\]+/gu, ' ').trim()
