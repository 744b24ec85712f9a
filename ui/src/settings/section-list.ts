import type { ObjectName } from '@sextant/db/core/grants.rules'

/**
 * The one list of sections, in the groups in which they are found, each with what one must be allowed to read to be offered it. A new one adds its line
 * here, its panel to `sections.ts`, and `section.<key>` with its `.also` to the three dictionaries of the place; a new group its `group.<key>` to those of
 * the settings.
 */
const groups = {
  you: { profile: undefined },
  company: { workspace: 'workspace', calendars: 'calendar' },
  people: {
    members: 'member',
    access: 'role',
    territories: 'territory',
    keys: 'api_key',
    audit: 'audit',
  },
  selling: {
    assignment: 'assignment',
    response: 'assignment',
    prices: 'price_book',
    taxes: 'tax_rate',
    competitors: 'competitor',
    rates: 'exchange_rate',
    quotes: 'quote',
  },
  serving: { queues: 'queue', serviceLevels: 'assignment' },
  data: { fields: 'custom_field', bins: undefined },
  system: { mailboxes: 'mailbox', mail: 'operations', deliveries: 'delivery', operations: 'operations' },
} as const satisfies Record<string, Record<string, ObjectName | undefined>>

type KeysOf<Group> = Group extends unknown ? keyof Group : never
export type SectionGroup = keyof typeof groups
export type SectionKey = KeysOf<(typeof groups)[SectionGroup]>

const objects = Object.assign({}, ...Object.values(groups))
export const sectionObjects: Readonly<Record<SectionKey, ObjectName | undefined>> = objects
export const sectionKeys = Object.keys(objects) as readonly SectionKey[]
export const sectionGroups = Object.entries(groups).map(([group, sections]) => ({
  group: group as SectionGroup,
  keys: Object.keys(sections) as readonly SectionKey[],
}))
