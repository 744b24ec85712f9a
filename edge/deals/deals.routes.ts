import { dealEntity } from '@sextant/db/deals/deals.entity'
import { DealModel } from '@sextant/db/deals/deals.model'
import { moveDeal } from '@sextant/db/deals/move-deal'
import { MoveDeal, UndoMove } from '@sextant/db/deals/move-deal.model'
import { undoMove } from '@sextant/db/deals/undo-move'
import { shownText } from '@sextant/db/records/show-record'
import { route } from '../app/route'

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
      return { body: shownText(ctx, dealEntity, moved), version: moved.version }
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
      return { body: shownText(ctx, dealEntity, back), version: back.version }
    },
  }),
] as const
