/** What the whole house knows of this area by name: its place, its records, its refusals. */
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
  'rule.affiliation.times': 'It cannot end before it begins.',
  'rule.affiliation.twice': 'The contact has this role there already at this time.',
} as const
