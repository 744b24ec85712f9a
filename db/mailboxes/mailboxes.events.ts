import { eventsOf } from '../events/event.model'

/** What becomes of mailboxes, for those who keep them. */
export const mailboxEvents = eventsOf(
  { subject: 'mailbox', sight: 'mailbox' },
  {
    saved: {},
    removed: {},
    /** It is to be followed: from now on, or compared with the server at once. */
    requested: { asks: { start: 'followMailbox', id: 'mailbox', limit: '3650 days' } },
    /** It came into trouble, or out of it. */
    changed: {},
  },
)
