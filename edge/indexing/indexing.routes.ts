import { page } from '@sextant/db/core/page.model'
import { dropFilterIndex } from '@sextant/db/indexing/drop-index'
import { listFilterIndexes } from '@sextant/db/indexing/indexes.queries'
import { FilterIndex } from '@sextant/db/indexing/indexing.model'
import { route } from '../app/route'

const area = 'operations'

export const indexingRoutes = [
  route({
    method: 'get',
    path: '/crm/filter-indexes',
    area,
    summary:
      'The fields by which filters were slow, and which of them find their records quickly by now. For administrators.',
    answers: { 200: { description: 'By kind of record and field.', schema: page(FilterIndex) } },
    handle: async ({ ctx }) => ({ body: { results: await listFilterIndexes(ctx) } }),
  }),
  route({
    method: 'delete',
    path: '/crm/filter-indexes/:entity/:field',
    area,
    summary: 'Takes an index away: filters do without it at once. It comes back where they are slow again.',
    answers: { 204: { description: 'It is being taken away.' } },
    handle: async ({ ctx, params }) => {
      await dropFilterIndex(ctx, params.entity!, params.field!)
      return { status: 204 }
    },
  }),
] as const
