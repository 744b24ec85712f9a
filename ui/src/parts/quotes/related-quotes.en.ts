/** Quotes beside what they are about. */
export default {
  title: 'Quotes',
  new: 'New quote',
  none: 'No quote yet.',
  unnumbered: 'not sent yet',
  until: 'until {date}',
  failed: 'The quotes could not be loaded',
  'failed.new': 'The quote was not begun',
  'status.draft': 'Draft',
  'status.waiting': 'Waits for approval',
  'status.sent': 'Sent',
  'status.viewed': 'Viewed',
  'status.changes_asked': 'Change asked for',
  'status.accepted': 'Accepted',
  'status.declined': 'Declined',
  'status.expired': 'Expired',
  'status.withdrawn': 'Withdrawn',
} as const
