/** What the whole house knows of this area by name: its place and its records. */
export default {
  place: 'Contacts',
  noun: 'Contact',
  plural: 'Contacts',
  why: 'People at companies',
  refers: 'Contact by e-mail',
  import: 'Import contacts',
  create: 'Create a contact',
  made: { one: 'new contact', other: 'new contacts' },
  see: { one: 'See the new contact', other: 'See the {n} new contacts' },
  go: 'Go to contacts',
} as const
