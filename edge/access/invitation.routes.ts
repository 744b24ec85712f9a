import { acceptInvitation } from '@sextant/db/access/accept-invitation'
import {
  Invitation,
  InvitationAccept,
  InvitationCreate,
  InvitationMade,
  InvitationView,
  Session,
} from '@sextant/db/access/access.model'
import { listInvitations, viewInvitation } from '@sextant/db/access/invitations.queries'
import { inviteMember } from '@sextant/db/access/invite-member'
import { revokeInvitation } from '@sextant/db/access/revoke-invitation'
import { page } from '@sextant/db/core/page.model'
import { route } from '../app/route'
import { callerOf } from './caller'
import { withSession } from './session.routes'

const area = 'access'

/** Invitations: for the admin who sends them, and for the invited. */
export const invitationRoutes = [
  route({
    method: 'get',
    path: '/auth/invitations/:token',
    summary: 'What an invitation is to. 404 with the rule when it is used, withdrawn or expired.',
    area,
    access: 'public',
    answers: { 200: { description: 'The invitation, as the invited sees it.', schema: InvitationView } },
    handle: async ({ ctx, params }) => ({
      body: await viewInvitation(ctx.db, params.token ?? '', ctx.clock()),
    }),
  }),
  route({
    method: 'post',
    path: '/auth/invitations/:token',
    summary: 'Accept an invitation: with name and password when new, with the password when known.',
    area,
    access: 'public',
    body: InvitationAccept,
    checkedBy: 'verb',
    answers: { 200: { description: 'The session in the joined workspace.', schema: Session } },
    handle: async asked => {
      const caller = callerOf(asked)
      return withSession(caller, await acceptInvitation(caller, asked.params.token ?? '', asked.body))
    },
  }),
  route({
    method: 'get',
    path: '/crm/invitations',
    summary: 'Invitations that wait for an answer.',
    area,
    answers: { 200: { description: 'The invitations.', schema: page(Invitation) } },
    handle: async ({ ctx }) => ({ body: { results: await listInvitations(ctx) } }),
  }),
  route({
    method: 'post',
    path: '/crm/invitations',
    summary: 'Invite somebody by e-mail. The token and its link are shown this once.',
    area,
    body: InvitationCreate,
    checkedBy: 'verb',
    secret: true,
    answers: { 201: { description: 'The invitation with its link.', schema: InvitationMade } },
    handle: async ({ ctx, body }) => ({ status: 201, body: await inviteMember(ctx, body) }),
  }),
  route({
    method: 'delete',
    path: '/crm/invitations/:id',
    summary: 'Withdraw an invitation.',
    area,
    answers: { 204: { description: 'It opens nothing any more.' } },
    handle: async ({ ctx, params }) => {
      await revokeInvitation(ctx, params.id ?? '')
      return { status: 204 }
    },
  }),
] as const
