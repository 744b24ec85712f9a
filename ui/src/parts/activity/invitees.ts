import type { AnswerOf } from '@sextant/edge/app/contract'
import { api } from '../../app/api'

export type Invitees = AnswerOf<'get', '/crm/activities/{id}/invitees'>['results']
export type Invitee = Invitees[number]

export const inviteesQuery = (id: string) => ({
  queryKey: ['activity', 'invitees', id],
  queryFn: async ({ signal }: { signal: AbortSignal }) =>
    (await api.get('/crm/activities/{id}/invitees', { params: { id }, signal })).results,
})

/** Of a member or contact the server knows name and address. */
export const bodyOfInvitees = (invitees: Invitees) =>
  invitees.map(({ memberId, contactId, email, name }) =>
    memberId ? { memberId } : contactId ? { contactId } : { email, name },
  )

export const saveInvitees = (id: string, invitees: Invitees) =>
  api.put('/crm/activities/{id}/invitees', { invitees: bodyOfInvitees(invitees) }, { params: { id } })

export const inviteeKey = ({ memberId, contactId, email }: Invitee) =>
  memberId ?? contactId ?? email?.toLowerCase() ?? ''
