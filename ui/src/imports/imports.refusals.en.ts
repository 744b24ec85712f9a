/** What the rules of this area say, read once something was refused. */
export default {
  'rule.import.undo_expired': 'An import can be undone for {days} days. This one is older.',
  'rule.import.started': 'This import has started and can no longer be changed.',
  'rule.import.state': 'This import has moved on meanwhile. Look at where it is now.',
} as const
