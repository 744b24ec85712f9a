/** Who else deals are won by. */
export default {
  title: 'Competitors',
  failed: 'The competitors could not be loaded',
  none: 'There are no competitors yet',
  'none.why':
    'Say on a deal who else is after it, and who won it when it is lost: the velocity of a pipeline then tells how often you win against each.',
  name: 'Name',
  'name.missing': 'Write a name.',
  website: 'Website',
  note: 'Note',
  add: 'Add competitor',
  change: 'Change {name}',
  remove: 'Archive {name}',
  save: 'Save competitor',
  removed: '{name} is archived. Deals keep it.',
  'remove.failed': 'The competitor was not archived',
} as const
