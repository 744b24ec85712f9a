import ical, { ICalAttendeeRole, ICalCalendarMethod } from 'ical-generator'
import { instantMs } from '../core/field.model'
import type { Activity } from './activities.model'
import { standingOf } from './agenda.rules'
import type { Invitee } from './invitees.model'

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

interface Written {
  /** What the calendar is called; none for a file of one activity. */
  name?: string
  activities: readonly Listed[]
  /** Where an activity is on the screen. */
  urlOf: (id: string) => string
  /** Of one meeting: who has called it, and who is invited. */
  organizer?: { name: string; email: string }
  invitees?: readonly Invitee[]
}

/**
 * Activities as iCalendar (RFC 5545). Times are written in UTC, which every program reads alike and which needs no table of clocks; what is due is a day.
 * The same activities are the same text, to the byte.
 */
export function icalendarOf({ name, activities, urlOf, organizer, invitees = [] }: Written): string {
  const calendar = ical({
    ...(name && { name: inLine(name) }),
    prodId: { company: 'Sextant', product: 'Sextant' },
  })
  if (invitees.length) calendar.method(ICalCalendarMethod.PUBLISH)
  for (const activity of activities) {
    const standing = standingOf(activity)
    if (!standing) continue
    const { id, version, updatedAt, body, location } = activity
    const stamp = new Date(instantMs(updatedAt))
    const when =
      standing.by === 'dueOn'
        ? { start: Temporal.PlainDate.from(standing.day), allDay: true }
        : { start: new Date(standing.startMs), end: new Date(standing.endMs) }
    const event = calendar.createEvent({
      id: `${id}@sextant`,
      sequence: version - 1,
      stamp,
      lastModified: stamp,
      summary: activity.name ?? '',
      description: body ?? null,
      location: location ?? null,
      url: urlOf(id),
      ...when,
    })
    if (organizer) event.organizer({ ...organizer, name: inLine(organizer.name) })
    for (const { name: who, email } of invitees)
      if (email)
        event.createAttendee({ email, name: inLine(who ?? email), role: ICalAttendeeRole.REQ, rsvp: false })
  }
  return calendar.toString()
}

/** The names of a calendar and of people are written as they are: what would end their line or their quotes is left out. */
const inLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029"\\]+/gu, ' ').trim()
