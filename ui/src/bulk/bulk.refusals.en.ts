/** What the rules of this area say, read once something was refused. */
export default {
  'rule.bulk.undo_expired': 'A bulk change can be undone for {days} days. This one is older.',
  'rule.bulk.state': 'This bulk change has moved on meanwhile. Look at where it is now.',
  'rule.sample.not_empty': 'Sample data is for an empty workspace. This one has records already.',
  'rule.sample.all': 'Sample data needs the right to create and archive every kind of record.',
} as const
