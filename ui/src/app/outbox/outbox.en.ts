/** Words of changes that wait to be sent. */
export default {
  title: 'Changes that wait',
  why: 'They are kept in this browser and sent in this order as soon as the server can be reached, also after the page was closed.',
  none: 'Nothing waits any more.',
  when: 'made {ago}',
  open: 'Open',
  again: 'Write it anew',
  drop: 'Do not send',
  keep: 'Keep mine',
  take: 'Take theirs',
  sent: 'What waited is sent',
  conflict: '{name} was changed in the meantime',
  who: '{name} changed {fields} {ago}.',
  mine: 'You wrote {what}.',
  refused: '{name}: {what} could not be made',
  'leave.title': {
    one: '{n} change has not been sent yet',
    other: '{n} changes have not been sent yet',
  },
  'leave.why': 'If you sign out now, they are forgotten.',
  'leave.go': 'Forget and sign out',
  'leave.stay': 'Stay signed in',
} as const
