/** Words of changes that wait to be sent. */
export default {
  title: 'Changes waiting to be sent',
  why: 'They are kept in this browser and sent in this order as soon as the server can be reached, also after the page was closed.',
  none: 'Nothing is waiting any more.',
  when: 'made {ago}',
  open: 'Open',
  again: 'Write it again',
  drop: 'Do not send',
  keep: 'Keep mine',
  take: 'Take theirs',
  sent: 'Everything that waited has been sent',
  conflict: '{name} was changed in the meantime',
  who: '{name} changed {fields} {ago}.',
  mine: 'You wrote {what}.',
  refused: '{name}: {what} could not be saved',
  'leave.title': {
    one: '{n} change has not been sent yet',
    other: '{n} changes have not been sent yet',
  },
  'leave.why': 'If you sign out now, they are forgotten.',
  'leave.go': 'Forget and sign out',
  'leave.stay': 'Stay signed in',
} as const
