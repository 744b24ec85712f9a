/** Every kind of record and its area: its path under `/crm`, and the plural in which it is spoken of. A new entity is a line here. */
export const areas = {
  lead: 'leads',
  customer: 'customers',
  contact: 'contacts',
  affiliation: 'affiliations',
  deal: 'deals',
  quote: 'quotes',
  ticket: 'tickets',
  queue: 'queues',
  activity: 'activities',
  product: 'products',
  pipeline: 'pipelines',
  stage: 'stages',
  territory: 'territories',
  competitor: 'competitors',
} as const
export type RecordName = keyof typeof areas
export type AreaName<N extends RecordName = RecordName> = (typeof areas)[N]

/** The area of a kind; undefined for what is no record, such as a member. */
export const areaOf = (name: string): AreaName | undefined => (areas as Record<string, AreaName>)[name]

/** The records that people keep, and that are read from files. */
export const importedNames = [
  'lead',
  'customer',
  'contact',
  'deal',
  'product',
  'ticket',
  'activity',
] as const satisfies readonly RecordName[]

/** Those that have fields of the workspace’s own, and are written to files. A quote comes of its deal’s lines, and of no file. */
export const customFieldEntities = [...importedNames, 'quote'] as const satisfies readonly RecordName[]

/** Those whose events are told on request with those of what they refer to: a customer's timeline with its deals. */
export const toldWithReferred = ['deal', 'quote', 'ticket'] as const satisfies readonly RecordName[]

/** Those that one looks for by name, the likeliest first. */
export const looked: readonly RecordName[] = [
  'lead',
  'customer',
  'contact',
  'deal',
  'quote',
  'ticket',
  'product',
]
