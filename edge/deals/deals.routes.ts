import { page } from '@sextant/db/core/page.model'
import { Approval, AskApproval, Decision } from '@sextant/db/deals/approvals.model'
import { listApprovals, readApprovalOf } from '@sextant/db/deals/approvals.queries'
import { askApproval } from '@sextant/db/deals/ask-approval'
import { dealStays } from '@sextant/db/deals/deal-stays.queries'
import { dealEntity } from '@sextant/db/deals/deals.entity'
import { DealModel } from '@sextant/db/deals/deals.model'
import { approveMove, declineMove, withdrawApproval } from '@sextant/db/deals/decide-approval'
import { moveDeal } from '@sextant/db/deals/move-deal'
import { MoveDeal, UndoMove } from '@sextant/db/deals/move-deal.model'
import { undoMove } from '@sextant/db/deals/undo-move'
import { shownText } from '@sextant/db/records/show-record'
import { Stay } from '@sextant/db/records/stay.model'
import * as v from 'valibot'
import { pagingOf } from '../app/paging'
import { limitParameter } from '../app/parameters'
import { route } from '../app/route'

const area = 'deals'
const ApprovalsQuery = v.strictObject({
  limit: limitParameter(200, 50),
  after: v.optional(v.pipe(v.string(), v.uuid())),
  /** Only those that wait for a decision. */
  pending: v.optional(v.picklist(['true', 'false'])),
})
const one = (description: string) => ({ 200: { description, schema: Approval } })

export const dealRoutes = [
  route({
    method: 'post',
    path: '/crm/deals/:id/move',
    area: 'deals',
    summary: 'Moves a deal to a stage and to a place in its column.',
    body: MoveDeal,
    answers: { 200: { description: 'The deal in its new place.', schema: DealModel.Read } },
    handle: async ({ ctx, params, body, version }) => {
      const moved = await moveDeal(ctx, params.id!.toLowerCase(), body, version)
      return { body: await shownText(ctx, dealEntity, moved), version: moved.version }
    },
  }),
  route({
    method: 'post',
    path: '/crm/deals/:id/move/undo',
    area: 'deals',
    summary:
      'Takes a move back as if it had not been, with the time in the stage; 412 when it was moved since.',
    body: UndoMove,
    answers: { 200: { description: 'The deal as it was before the move.', schema: DealModel.Read } },
    handle: async ({ ctx, params, body }) => {
      const back = await undoMove(ctx, params.id!.toLowerCase(), body)
      return { body: await shownText(ctx, dealEntity, back), version: back.version }
    },
  }),
  route({
    method: 'get',
    path: '/crm/deals/:id/stays',
    area,
    summary: 'How long a deal was in each stage, the oldest stay first.',
    answers: { 200: { description: 'Its stays.', schema: page(Stay) } },
    handle: async ({ ctx, params }) => ({
      body: { results: await dealStays(ctx, params.id!.toLowerCase()) },
    }),
  }),
  route({
    method: 'get',
    path: '/crm/approvals',
    area,
    summary: 'Approvals that were asked for, newest first; each with who may decide.',
    query: ApprovalsQuery,
    answers: { 200: { description: 'A page.', schema: page(Approval) } },
    handle: async ({ ctx, query: { pending, ...asked } }) => {
      const { results, next } = await listApprovals(ctx, { ...asked, pending: pending === 'true' })
      return { body: { results, ...pagingOf('/crm/approvals', { ...asked, pending }, next) } }
    },
  }),
  route({
    method: 'get',
    path: '/crm/deals/:id/approvals',
    area,
    summary: 'Approvals that were asked for a deal, newest first.',
    query: v.strictObject({
      limit: limitParameter(200, 50),
      after: v.optional(v.pipe(v.string(), v.uuid())),
    }),
    answers: { 200: { description: 'A page.', schema: page(Approval) } },
    handle: async ({ ctx, params, query }) => {
      const dealId = params.id!.toLowerCase()
      const { results, next } = await listApprovals(ctx, { ...query, dealId })
      return { body: { results, ...pagingOf(`/crm/deals/${dealId}/approvals`, query, next) } }
    },
  }),
  route({
    method: 'post',
    path: '/crm/deals/:id/approvals',
    area,
    summary:
      'Asks for the approval that a stage wants before the deal enters it. All else that it asks for has to be there.',
    body: AskApproval,
    answers: { 201: { description: 'It waits for a decision.', schema: Approval } },
    handle: async ({ ctx, params, body }) => {
      const approval = await askApproval(ctx, params.id!.toLowerCase(), body)
      return { status: 201, body: approval, headers: { location: `/crm/approvals/${approval.id}` } }
    },
  }),
  route({
    method: 'get',
    path: '/crm/approvals/:id',
    area,
    summary: 'An approval that was asked for.',
    answers: one('The approval.'),
    handle: async ({ ctx, params }) => ({ body: await readApprovalOf(ctx, params.id!.toLowerCase()) }),
  }),
  route({
    method: 'post',
    path: '/crm/approvals/:id/approve',
    area,
    summary:
      'Agrees: the deal moves at once. If-Match takes the version of the deal that was looked at. Whoever asked may not.',
    body: Decision,
    answers: one('Approved; the deal has moved.'),
    handle: async ({ ctx, params, body, version }) => ({
      body: await approveMove(ctx, params.id!.toLowerCase(), body, version),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/approvals/:id/decline',
    area,
    summary: 'Says no: the deal stays where it is.',
    body: Decision,
    answers: one('Declined.'),
    handle: async ({ ctx, params, body }) => ({
      body: await declineMove(ctx, params.id!.toLowerCase(), body),
    }),
  }),
  route({
    method: 'post',
    path: '/crm/approvals/:id/withdraw',
    area,
    summary: 'Takes the question back: whoever asked may, and an admin.',
    answers: one('Withdrawn.'),
    handle: async ({ ctx, params }) => ({ body: await withdrawApproval(ctx, params.id!.toLowerCase()) }),
  }),
] as const
