/** What the whole house knows of this area by name: its place, its records, its refusals. */
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
  'rule.stage.probability': 'A probability is between 0 and 100 %.',
  'rule.stage.has_deals': 'This stage has deals. Move them to another stage first.',
  'rule.stage.moves_pipeline': 'A stage stays in its pipeline.',
  'rule.pipeline.has_deals': 'This pipeline has deals. Move them to another first.',
  'rule.deal.reason_needed': 'Say why the deal was lost.',
  'rule.deal.no_pipeline': 'There is no pipeline with an open stage yet. Create one first.',
  'rule.deal.still_open':
    'An open deal has no closing day and no reason yet. Move it to a closing stage first.',
  'rule.deal.stage_in_bin': 'Its stage or pipeline is in the recycle bin. Bring that back first.',
} as const
