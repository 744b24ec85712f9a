export default {
  place: 'Bulk changes',
  'rule.bulk.undo_expired': 'A bulk change can be undone for {days} days. This one is older.',
  'rule.bulk.state': 'This bulk change has moved on meanwhile. Look at where it is now.',
} as const
