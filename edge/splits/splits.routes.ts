import { readSplits } from '@sextant/db/splits/deal-splits.queries'
import { saveSplits } from '@sextant/db/splits/save-splits'
import { DealSplits, SplitsSave } from '@sextant/db/splits/splits.model'
import { route } from '../app/route'

export const splitRoutes = [
  route({
    method: 'get',
    path: '/crm/deals/:id/splits',
    area: 'deals',
    summary: 'Between whom a deal is split, and what each has of its amount, to the cent.',
    answers: { 200: { description: 'The people in their order.', schema: DealSplits } },
    handle: async ({ ctx, params }) => ({ body: await readSplits(ctx, params.id!.toLowerCase()) }),
  }),
  route({
    method: 'put',
    path: '/crm/deals/:id/splits',
    area: 'deals',
    summary: 'Writes between whom a deal is split: their shares sum to 100 %, or nobody has one.',
    body: SplitsSave,
    checkedBy: 'verb',
    answers: { 200: { description: 'The split as it is now.', schema: DealSplits } },
    handle: async ({ ctx, params, body, version }) => {
      const splits = await saveSplits(ctx, params.id!.toLowerCase(), body, version)
      return { body: splits, version: splits.version }
    },
  }),
] as const
