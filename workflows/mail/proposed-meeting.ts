import type { ProposedMeeting } from '@sextant/db/conversations/conversations.model'
import ICAL from 'ical.js'

const longest = 500_000

/** The meeting that an iCalendar part proposes, the first of several; null where there is none that can be read. Repetitions are told, never worked out. */
export function proposedMeeting(text: string): ProposedMeeting | null {
  if (text.length > longest) return null
  try {
    const calendar = new ICAL.Component(ICAL.parse(text))
    for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
    const found = calendar.getFirstSubcomponent('vevent')
    if (!found) return null
    const event = new ICAL.Event(found)
    const value = (name: string) => {
      const said = found.getFirstPropertyValue(name)
      return said === null || said === undefined ? null : String(said).slice(0, 500)
    }
    const moment = (time: ICAL.Time | null | undefined) => {
      const ms = time?.toJSDate().getTime() ?? Number.NaN
      return Number.isNaN(ms) ? null : new Date(ms).toISOString()
    }
    const method = calendar.getFirstPropertyValue('method')
    return {
      uid: value('uid'),
      method: method ? String(method).toUpperCase().slice(0, 30) : null,
      name: value('summary') ?? '',
      place: value('location'),
      startsAt: found.hasProperty('dtstart') ? moment(event.startDate) : null,
      endsAt: found.hasProperty('dtend') || found.hasProperty('duration') ? moment(event.endDate) : null,
      repeats: value('rrule'),
    }
  } catch {
    return null
  }
}
