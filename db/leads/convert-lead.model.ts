import * as v from 'valibot'
import { date, Money, trimmed } from '../core/field.model'

const id = v.pipe(v.string(), v.uuid('Write the id of a record.'))

/** What a conversion makes of a lead: a customer (new or given), a contact, and a deal unless `deal` is null. */
export const ConvertLead = v.strictObject({
  customerId: v.optional(id),
  customerName: v.optional(trimmed(255)),
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
})
export type ConvertLead = v.InferOutput<typeof ConvertLead>

export const Conversion = v.object({
  leadId: v.string(),
  customerId: v.string(),
  contactId: v.string(),
  dealId: v.nullable(v.string()),
})
export type Conversion = v.InferOutput<typeof Conversion>
