import * as v from 'valibot'
import { date, Money, trimmed } from '../core/field.model'

const id = v.pipe(v.string(), v.uuid('Write the id of a record.'))

/**
 * What a conversion makes of a lead: a customer, a contact, and a deal unless `deal` is null. An id takes what is there, a name makes a new one also where
 * one of that name exists. Without either the one that is equal is taken: a customer by domain or name, a contact by e-mail.
 */
export const ConvertLead = v.pipe(
  v.strictObject({
    customerId: v.optional(id),
    customerName: v.optional(trimmed(255)),
    contactId: v.optional(id),
    contactName: v.optional(trimmed(255)),
    deal: v.optional(
      v.nullable(
        v.strictObject({
          name: v.optional(trimmed(255)),
          amount: v.optional(v.nullable(Money)),
          stageId: v.optional(id),
          expectedCloseOn: v.optional(v.nullable(date().schema)),
        }),
      ),
    ),
  }),
  v.check(
    ({ customerId, customerName }) => !customerId || !customerName,
    'Name a new customer or give the id of one, not both.',
  ),
  v.check(
    ({ contactId, contactName }) => !contactId || !contactName,
    'Name a new contact or give the id of one, not both.',
  ),
)
export type ConvertLead = v.InferOutput<typeof ConvertLead>

export const Conversion = v.object({
  leadId: v.string(),
  customerId: v.string(),
  contactId: v.string(),
  dealId: v.nullable(v.string()),
})
export type Conversion = v.InferOutput<typeof Conversion>

const Equal = v.object({ id: v.string(), name: v.string() })

/** What is there already that a conversion would meet: equal ones only. `customerId` and `contactId` are taken where nothing else is said; null where none or several are equal. */
export const ConversionOffer = v.object({
  customers: v.array(Equal),
  customerId: v.nullable(v.string()),
  contacts: v.array(Equal),
  contactId: v.nullable(v.string()),
})
export type ConversionOffer = v.InferOutput<typeof ConversionOffer>
