/** What the whole house knows of this area by name: its place and its records. */
export default {
  place: 'Pipeline',
  noun: 'Deal',
  plural: 'Deals',
  why: 'Opportunities in a pipeline',
  refers: 'Deal by external id',
  import: 'Import deals',
  create: 'Create a deal',
  made: { one: 'new deal', other: 'new deals' },
  see: { one: 'See the new deal', other: 'See the {n} new deals' },
  go: 'Go to the pipeline',
} as const
