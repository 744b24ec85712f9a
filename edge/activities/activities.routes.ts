import { Agenda, AgendaQuery } from '@sextant/db/activities/agenda.model'
import { readAgenda } from '@sextant/db/activities/agenda.queries'
import { cancelSeries } from '@sextant/db/activities/cancel-series'
import { changeSeries } from '@sextant/db/activities/change-series'
import { InviteeList, InviteesSave } from '@sextant/db/activities/invitees.model'
import { listInvitees } from '@sextant/db/activities/invitees.queries'
import { mailInvitations } from '@sextant/db/activities/mail-invitations'
import { NoticeList, NoticesSeen } from '@sextant/db/activities/notice.model'
import { listNotices, seeNotices } from '@sextant/db/activities/notices'
import { repeatMeeting } from '@sextant/db/activities/repeat-meeting'
import { saveInvitees } from '@sextant/db/activities/save-invitees'
import {
  SeriesCancel,
  SeriesChange,
  SeriesChanged,
  SeriesSave,
  SeriesShown,
} from '@sextant/db/activities/series.model'
import { readSeries } from '@sextant/db/activities/series.queries'
import * as v from 'valibot'
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
    method: 'post',
    path: '/crm/activities/:id/invitees/mail',
    area,
    summary:
      'Invites people to a meeting by mail, as it is now; who was told that already is not told again.',
    answers: { 200: { description: 'How many are written to.', schema: v.object({ mailed: v.number() }) } },
    handle: async ({ ctx, params, door }) => ({
      body: await mailInvitations(ctx, params.id!.toLowerCase(), door.origin),
    }),
  }),
  route({
    method: 'get',
    path: '/crm/activities/:id/series',
    area,
    summary: 'By which rule a meeting repeats, and how many there are.',
    answers: { 200: { description: 'The rule; 404 for what does not repeat.', schema: SeriesShown } },
    handle: async ({ ctx, params }) => ({ body: await readSeries(ctx, params.id!.toLowerCase()) }),
  }),
  route({
    method: 'post',
    path: '/crm/activities/:id/series',
    area,
    summary:
      'Makes a meeting repeat by a rule of RFC 5545, at its time on the clock of a zone; those that follow have its people.',
    body: SeriesSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'How many meetings were made.', schema: SeriesChanged } },
    handle: async ({ ctx, params, body }) => ({
      body: await repeatMeeting(ctx, params.id!.toLowerCase(), body),
    }),
  }),
  route({
    method: 'patch',
    path: '/crm/activities/:id/series',
    area,
    summary:
      'Changes this meeting of a series and those after it, or all that are to come: what they say, their people, their times or the rule.',
    body: SeriesChange,
    checkedBy: 'verb',
    answers: {
      200: { description: 'How many meetings were changed, made and cancelled.', schema: SeriesChanged },
    },
    handle: async ({ ctx, params, body, version }) => ({
      body: await changeSeries(ctx, params.id!.toLowerCase(), body, version),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/activities/:id/series/cancel',
    area,
    summary:
      'Puts this meeting of a series and those after it, or all that are to come, into the bin, and ends the series.',
    body: SeriesCancel,
    checkedBy: 'verb',
    answers: { 200: { description: 'How many meetings were cancelled.', schema: SeriesChanged } },
    handle: async ({ ctx, params, body }) => ({
      body: await cancelSeries(ctx, params.id!.toLowerCase(), body),
    }),
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
