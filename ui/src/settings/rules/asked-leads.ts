import { leadFields } from '@sextant/db/leads/leads.model'
import { fieldName, optionName } from '../../parts/mapping/names'
import type { FieldInfo, RecordKind } from '../../parts/records/kind'

/** What conditions of rules need to know of leads. */
export const askedLeads: RecordKind = {
  entity: 'lead',
  area: 'leads',
  fields: leadFields,
  label: fieldName,
  option: (_key, value) => optionName(value),
  always: [],
  href: id => `/leads/${id}`,
}

/** What is known of a lead as it comes: what people write, but for whose it is. */
export const isAskable = ({ key, field, custom }: FieldInfo): boolean =>
  custom || (key in leadFields && !field.traits.readOnly && key !== 'ownerId')
