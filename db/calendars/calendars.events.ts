import * as v from 'valibot'
import { eventsOf } from '../events/event.model'

/** `chosen`: it became the workspace's. */
export const calendarEvents = eventsOf(
  { subject: 'calendar' },
  {
    created: { payload: { version: v.number() } },
    updated: { payload: { version: v.number() } },
    archived: { payload: { name: v.string() } },
    chosen: {},
  },
)

/** About a member, whose id is the subject's: by which calendar they work; null: the workspace's. */
export const calendarChoiceEvents = eventsOf(
  { subject: 'calendar_choice', sight: 'calendar' },
  { changed: { payload: { calendarId: v.nullable(v.string()) } } },
)

/** When somebody is away is told to who may ask for it, and in no stream. */
export const absenceEvents = eventsOf(
  { subject: 'absence', sight: null },
  {
    created: { payload: { memberId: v.string() } },
    archived: { payload: { memberId: v.string() } },
  },
)
