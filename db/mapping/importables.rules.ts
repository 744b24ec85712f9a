import { memberImport } from '../access/members.import'
import { activityImport } from '../activities/activities.import'
import { contactImport } from '../contacts/contacts.import'
import { customerImport } from '../customers/customers.import'
import { dealImport } from '../deals/deals.import'
import { leadImport } from '../leads/leads.import'
import { productImport } from '../products/products.import'
import type { Importable } from '../records/importable.model'
import type { ImportEntity } from './import-entities.model'

/** What each kind that a file can be read into knows of it, in the order in which the name of a file speaks for one. */
export const importables: Record<ImportEntity, Importable> = {
  deal: dealImport,
  customer: customerImport,
  contact: contactImport,
  product: productImport,
  activity: activityImport,
  member: memberImport,
  lead: leadImport,
}
