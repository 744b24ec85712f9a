/** What the whole house knows of this area by name: its place and its records. */
export default {
  place: 'Leads',
  'place.short': 'Leads',
  noun: 'Lead',
  plural: 'Leads',
  why: 'People who may buy',
  refers: 'Lead by e-mail',
  import: 'Import leads',
  create: 'Create a lead',
  made: { one: 'new lead', other: 'new leads' },
  see: { one: 'See the new lead', other: 'See the {n} new leads' },
  go: 'Go to leads',
} as const
