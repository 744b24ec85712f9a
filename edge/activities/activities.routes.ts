import { Agenda, AgendaQuery } from '@sextant/db/activities/agenda.model'
import { readAgenda } from '@sextant/db/activities/agenda.queries'
import { InviteeList, InviteesSave } from '@sextant/db/activities/invitees.model'
import { listInvitees } from '@sextant/db/activities/invitees.queries'
import { NoticeList, NoticesSeen } from '@sextant/db/activities/notice.model'
import { listNotices, seeNotices } from '@sextant/db/activities/notices'
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
  route({
    method: 'get',
    path: '/crm/notices',
    area,
    summary:
      'What the asker is told for themselves: reminders, mentions, and what happened to records that they watch. The newest first, up to 100.',
    answers: { 200: { description: 'The notices, and how many were not looked at.', schema: NoticeList } },
    handle: async ({ ctx }) => ({ body: await listNotices(ctx) }),
  }),
  route({
    method: 'post',
    path: '/crm/notices/seen',
    area,
    summary: 'Notes that the asker has looked at what they were told up to a moment.',
    body: NoticesSeen,
    checkedBy: 'verb',
    answers: { 200: { description: 'The notices as they are now.', schema: NoticeList } },
    handle: async ({ ctx, body }) => {
      await seeNotices(ctx, body)
      return { body: await listNotices(ctx) }
    },
  }),
] as const
