import { activityFields } from '../activities/activities.model'
import { contactFields } from '../contacts/contacts.model'
import { email, type Fields, select, text } from '../core/field.model'
import { customerFields } from '../customers/customers.model'
import { dealFields } from '../deals/deals.model'
import { leadFields } from '../leads/leads.model'
import { productFields } from '../products/products.model'
import type { ImportEntity } from './import-entities.model'

/** A person of the own company. `team` is made when there is none of that name. */
const memberFields = {
  name: text({ required: true }),
  email: email(),
  role: select(['manager', 'rep', 'marketer', 'analyst', 'read_only'], { default: 'rep' }),
  team: text(),
} satisfies Fields

const fieldsOf: Record<ImportEntity, Fields> = {
  lead: leadFields,
  customer: customerFields,
  contact: contactFields,
  deal: dealFields,
  product: productFields,
  activity: activityFields,
  member: memberFields,
}

/** Read-only fields that a file of history may tell all the same. */
const told: Partial<Record<ImportEntity, readonly string[]>> = {
  lead: ['lastActivityAt'],
  customer: ['lastActivityAt'],
  contact: ['lastActivityAt'],
  deal: ['lastActivityAt', 'status'],
}

/** The fields that a column may become, by key. */
export function importTargets(entity: ImportEntity): Fields {
  return Object.fromEntries(
    Object.entries(fieldsOf[entity]).filter(
      ([key, field]) => !field.traits.readOnly || told[entity]?.includes(key),
    ),
  )
}

/** By which fields a row may be recognised, strongest first. */
export const matchFields: Record<ImportEntity, readonly string[]> = {
  lead: ['externalId', 'email', 'phone'],
  customer: ['externalId', 'domain', 'name'],
  contact: ['externalId', 'email', 'phone'],
  deal: ['externalId'],
  product: ['externalId', 'code', 'name'],
  activity: ['externalId'],
  member: ['email', 'name'],
}

/** Whether the entity may have custom fields. */
export const mayHaveCustom = (entity: ImportEntity): boolean => entity !== 'member'
