/** What the whole house knows of this area by name: its place and its records. */
export default {
  place: 'Tickets',
  noun: 'Ticket',
  plural: 'Tickets',
  why: 'What customers want to be helped with',
  refers: 'Ticket by its subject',
  import: 'Import tickets',
  create: 'Create a ticket',
  made: { one: 'new ticket', other: 'new tickets' },
  see: { one: 'See the new ticket', other: 'See the {n} new tickets' },
  go: 'Go to tickets',
} as const
