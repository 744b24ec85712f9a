import {
  boolean,
  country,
  email,
  instant,
  language,
  longText,
  phone,
  reference,
  text,
} from '../core/field.model'
import { recordModel } from '../core/record.model'

/** A contact is a person at a customer. */
export const contactFields = {
  name: text({ required: true, searched: true, sortable: true, personal: true }),
  email: email({ searched: true, personal: true, withheld: true }),
  phone: phone({ searched: true, personal: true, withheld: true }),
  jobTitle: text({ searched: true, personal: true }),
  customerId: reference('customer'),
  ownerId: reference('member'),
  /** Where it lies, which decides who sees it: where a person has put it, else where their customer does. */
  territoryId: reference('territory', { readOnly: true, derived: true, afterwards: true, indexed: true }),
  fixedTerritoryId: reference('territory', { afterwards: true }),
  country: country(),
  language: language(),
  emailConsent: boolean(),
  note: longText({ personal: true, withheld: true }),
  externalId: text(),
  lastActivityAt: instant({ readOnly: true, derived: true, sortable: true }),
}

export const ContactModel = recordModel('contact', contactFields)
