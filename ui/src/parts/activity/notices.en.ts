export default {
  reminder: 'Reminder',
  mention: 'Mentions you',
  'mention.hint': '@ and a name call a colleague.',
  'mention.people': 'People to mention',
  open: 'Open',
  new: 'New',
  seen: 'Mark all as read',
  'seen.failed': 'They are still marked as new',
  none: 'Nothing for you yet',
  'none.why': 'Reminders that come due, and mentions of you, gather here.',
  failed: 'What is for you could not be loaded',
} as const
