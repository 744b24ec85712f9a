/** Where tickets of one sort wait. */
export default {
  title: 'Queues',
  failed: 'The queues could not be loaded',
  none: 'There are no queues yet',
  'none.why':
    'A queue holds tickets of one sort, such as support or billing: choose it on a ticket, filter by it, and let service levels ask for it.',
  name: 'Name',
  'name.missing': 'Write a name.',
  note: 'Note',
  add: 'Add queue',
  change: 'Change {name}',
  remove: 'Archive {name}',
  save: 'Save queue',
  removed: '{name} is archived. Tickets keep it.',
  'remove.failed': 'The queue was not archived',
} as const
