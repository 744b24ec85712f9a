import * as v from 'valibot'
import { email, trimmed } from '../core/field.model'

const Id = v.pipe(v.string(), v.uuid('Write the id of a record.'), v.toLowerCase())

/** Somebody who is invited: a member, a contact, or an address with, if it is known, a name. */
const InviteeInput = v.strictObject({
  memberId: v.nullish(Id),
  contactId: v.nullish(Id),
  email: v.nullish(email().schema),
  name: v.nullish(trimmed(120)),
})
export type InviteeInput = v.InferOutput<typeof InviteeInput>

const mostInvitees = 200

/** All who are invited, in place of those who were. */
export const InviteesSave = v.strictObject({
  invitees: v.pipe(v.array(InviteeInput), v.maxLength(mostInvitees, `At most ${mostInvitees} people.`)),
})

/** `name` and `email` are those of the member or contact, as far as the asker may read them. */
const Invitee = v.object({
  memberId: v.nullable(v.string()),
  contactId: v.nullable(v.string()),
  email: v.nullable(v.string()),
  name: v.nullable(v.string()),
})
export type Invitee = v.InferOutput<typeof Invitee>

export const InviteeList = v.object({ results: v.array(Invitee) })
