/** What the whole house knows of this area by name: its place and its records. */
export default {
  place: 'Quotes',
  noun: 'Quote',
  plural: 'Quotes',
  why: 'What is offered to customers',
  refers: 'Quote by its number',
  import: 'Import quotes',
  create: 'Create a quote',
  made: { one: 'new quote', other: 'new quotes' },
  see: { one: 'See the new quote', other: 'See the {n} new quotes' },
  go: 'Go to quotes',
} as const
