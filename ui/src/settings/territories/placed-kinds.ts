import { customerFields } from '@sextant/db/customers/customers.model'
import { leadFields } from '@sextant/db/leads/leads.model'
import type { RuledKind } from '@sextant/db/territories/territory-setup.model'
import { fieldName, optionName } from '../../parts/mapping/names'
import type { FieldInfo, RecordKind } from '../../parts/records/kind'

const kindOf = (entity: RuledKind, area: RecordKind['area'], fields: RecordKind['fields']): RecordKind => ({
  entity,
  area,
  fields,
  label: fieldName,
  option: (_key, value) => optionName(value),
  always: [],
  href: id => `/${area}/${id}`,
})

/** What the conditions of territories need to know of the records that they place. */
export const placedKinds = {
  customer: kindOf('customer', 'customers', customerFields),
  lead: kindOf('lead', 'leads', leadFields),
} as const

/** What of a record says where it lies: what people write, and the workspace's own fields. */
export const isPlacing =
  (kind: RecordKind) =>
  ({ key, field, custom }: FieldInfo): boolean =>
    custom || (key in kind.fields && !field.traits.readOnly && key !== 'fixedTerritoryId')
