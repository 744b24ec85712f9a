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
} as const
