/** Words of who is invited to a meeting. */
export default {
  label: 'People',
  hint: 'Colleagues, contacts, or an e-mail address of somebody else.',
  placeholder: 'Type a name or an address',
  member: '{name}, colleague',
  contact: '{name}',
  address: 'Invite {email}',
  unknown: 'Not visible',
  remove: 'Remove {name}',
  none: 'Nobody is invited.',
  failed: 'Who is invited could not be loaded.',
  mail: 'Send invitations by mail',
  mailed: { one: 'An invitation is on its way', other: '{n} invitations are on their way' },
  'mailed.before': 'Everybody has been told that already',
  'mail.failed': 'The invitations could not be sent',
} as const
