/** What the whole house knows of this area by name: its place, its records, its refusals. */
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
  'rule.lead.transition': 'A lead cannot change from its present status to this one.',
  'rule.lead.convert': 'A lead becomes converted by converting it: use “Convert”.',
  'rule.lead.converted_elsewhere': 'This lead was converted elsewhere and has no customer here.',
} as const
