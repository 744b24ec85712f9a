import * as v from 'valibot'
import { email, trimmed } from '../core/field.model'

/** For whom links are made: the quote's contact, else its customer, where nobody is named. */
export const Recipient = v.strictObject({
  name: trimmed(255),
  email: v.optional(v.nullable(email().schema), null),
})
export type Recipient = v.InferOutput<typeof Recipient>

const mostRecipients = 20
/** Of one version, also those that were withdrawn. */
export const mostLinks = 100

/** What goes to a customer by mail: what is added in one's own words. */
export const QuoteMail = v.strictObject({ message: v.optional(v.nullable(trimmed(5000)), null) })

export const QuoteSend = v.strictObject({
  recipients: v.optional(
    v.nullable(
      v.pipe(
        v.array(Recipient),
        v.nonEmpty('Name at least one person.'),
        v.maxLength(mostRecipients, `At most ${mostRecipients} people.`),
      ),
    ),
    null,
  ),
  /** Given: whoever is named with an e-mail gets the link by mail, with the PDF. */
  mail: v.optional(v.nullable(QuoteMail), null),
  /** The version of the deal whose lines were looked at; when it is another by now, nothing is sent. */
  dealVersion: v.optional(v.nullable(v.pipe(v.number(), v.integer())), null),
})
export type QuoteSend = v.InferOutput<typeof QuoteSend>

/** Why a draft cannot be sent: the rule, and what fills its sentence. */
export const Hindrance = v.object({
  rule: v.string(),
  message: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
})
export type Hindrance = v.InferOutput<typeof Hindrance>
