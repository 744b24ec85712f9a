import { readLines } from '@sextant/db/lines/deal-lines.queries'
import { decideLines } from '@sextant/db/lines/decide-lines'
import { DealLines, LinesDecide, LinesSave } from '@sextant/db/lines/lines.model'
import { saveLines } from '@sextant/db/lines/save-lines'
import { route } from '../app/route'

export const lineRoutes = [
  route({
    method: 'get',
    path: '/crm/deals/:id/lines',
    area: 'deals',
    summary: 'The lines of a deal, what they come to, and their tax.',
    answers: { 200: { description: 'The lines in their order.', schema: DealLines } },
    handle: async ({ ctx, params }) => ({ body: await readLines(ctx, params.id!.toLowerCase()) }),
  }),
  route({
    method: 'put',
    path: '/crm/deals/:id/lines',
    area: 'deals',
    summary: 'Writes all lines of a deal: its amount is what they come to without tax, from then on always.',
    body: LinesSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'The lines as they count.', schema: DealLines } },
    handle: async ({ ctx, params, body, version }) => {
      const lines = await saveLines(ctx, params.id!.toLowerCase(), body, version)
      return { body: lines, version: lines.version }
    },
  }),
  route({
    method: 'post',
    path: '/crm/deals/:id/lines/decide',
    area: 'deals',
    summary:
      'Agrees to discounts that wait, or does not: by somebody who may give so much, and who has not written them.',
    body: LinesDecide,
    checkedBy: 'verb',
    answers: { 200: { description: 'The lines as they are now.', schema: DealLines } },
    handle: async ({ ctx, params, body }) => ({
      body: await decideLines(ctx, params.id!.toLowerCase(), body),
    }),
  }),
] as const
