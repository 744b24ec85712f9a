import { eventsOf } from '../events/event.model'

/** About the secret address of a member's calendar; the member's id is the subject's. They are in no stream. */
export const calendarFeedEvents = eventsOf(
  { subject: 'calendar_feed', sight: null },
  { created: {}, revoked: {} },
)
