import { Agenda, AgendaQuery } from '@sextant/db/activities/agenda.model'
import { readAgenda } from '@sextant/db/activities/agenda.queries'
import { InviteeList, InviteesSave } from '@sextant/db/activities/invitees.model'
import { listInvitees } from '@sextant/db/activities/invitees.queries'
import { saveInvitees } from '@sextant/db/activities/save-invitees'
import { route } from '../app/route'

const area = 'activities'

/** What its items refer to, and who is invited. */
const told = ['activity', 'member', 'lead', 'customer', 'contact', 'deal', 'custom_field']

export const activityRoutes = [
  route({
    method: 'get',
    path: '/crm/agenda',
    area,
    summary:
      'What stands in the calendar from a day to another: what is planned, what was held, and what is due.',
    query: AgendaQuery,
    answers: { 200: { description: 'Up to 1,000 activities, the earliest first.', schema: Agenda } },
    handle: ({ ctx, query, cached }) => cached(told, async () => ({ body: await readAgenda(ctx, query) })),
  }),
  route({
    method: 'get',
    path: '/crm/activities/:id/invitees',
    area,
    summary: 'Who is invited to a meeting: members, contacts and addresses.',
    answers: { 200: { description: 'The people, in their order.', schema: InviteeList } },
    handle: async ({ ctx, params }) => ({
      body: { results: await listInvitees(ctx, params.id!.toLowerCase()) },
    }),
  }),
  route({
    method: 'put',
    path: '/crm/activities/:id/invitees',
    area,
    summary: 'Writes who is invited to a meeting, in place of those who were.',
    body: InviteesSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'The people, in their order.', schema: InviteeList } },
    handle: async ({ ctx, params, body }) => {
      const id = params.id!.toLowerCase()
      await saveInvitees(ctx, id, body)
      return { body: { results: await listInvitees(ctx, id) } }
    },
  }),
] as const
