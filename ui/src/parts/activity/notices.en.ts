export default {
  reminder: 'Reminder',
  open: 'Open',
  new: 'New',
  seen: 'Mark all as read',
  'seen.failed': 'They are still marked as new',
  none: 'Nothing for you yet',
  'none.why': 'Reminders that come due gather here.',
  failed: 'What is for you could not be loaded',
} as const
