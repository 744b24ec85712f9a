import type { ObjectName } from '@sextant/db/core/grants.rules'

/**
 * The one list of sections, each with what one must be allowed to read to be offered it. A new one adds its line here, its panel to `sections.ts`, and
 * `section.<key>` with its `.also` to the three dictionaries of the place.
 */
const objects = {
  profile: undefined,
  workspace: 'workspace',
  members: 'member',
  access: 'role',
  keys: 'api_key',
  territories: 'territory',
  assignment: 'assignment',
  response: 'assignment',
  calendars: 'calendar',
  rates: 'exchange_rate',
  prices: 'price_book',
  taxes: 'tax_rate',
  competitors: 'competitor',
  quotes: 'quote',
  fields: 'custom_field',
  bins: undefined,
  operations: 'operations',
} as const satisfies Record<string, ObjectName | undefined>

export type SectionKey = keyof typeof objects
export const sectionObjects: Readonly<Record<SectionKey, ObjectName | undefined>> = objects
export const sectionKeys: readonly SectionKey[] = Object.keys(objects).map(key => key as SectionKey)
