import { date, longText, openSelect, reference } from '../core/field.model'
import { type ReadOf, recordModel } from '../core/record.model'

/** What a contact is at a company beside, or within, the one that they belong to first (`contact.customerId`). */
export const affiliationFields = {
  role: openSelect(['decider', 'approver', 'influencer', 'user', 'buyer', 'technical', 'billing'], {
    required: true,
    sortable: true,
  }),
  contactId: reference('contact', { required: true }),
  customerId: reference('customer', { required: true }),
  /** Days, both counted in; without them it has always been so, and is so until further notice. */
  since: date({ sortable: true }),
  until: date({ sortable: true }),
  note: longText({ personal: true, withheld: true }),
}

export const AffiliationModel = recordModel('affiliation', affiliationFields)
export type Affiliation = ReadOf<typeof AffiliationModel>
