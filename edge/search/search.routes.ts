import { looked } from '@sextant/db/core/areas.model'
import { page } from '@sextant/db/core/page.model'
import { Found } from '@sextant/db/search/found.model'
import { searchNames } from '@sextant/db/search/search-names'
import * as v from 'valibot'
import { limitParameter } from '../app/parameters'
import { route } from '../app/route'

const SearchQuery = v.strictObject({
  q: v.pipe(v.string(), v.maxLength(200, 'At most 200 characters.')),
  limit: limitParameter(20, 5),
})
export const searchRoutes = [
  route({
    method: 'get',
    path: '/crm/search',
    area: 'search',
    summary: 'Finds records of all kinds by words, for the command bar. `limit` is per kind.',
    query: SearchQuery,
    answers: {
      200: {
        description:
          'Those named just so come first, then beginnings, whole words and parts; where these are few, names with one slip of the hand come last.',
        schema: page(Found),
      },
    },
    handle: ({ ctx, query, cached }) =>
      cached(looked, async () => ({
        body: JSON.stringify({ results: await searchNames(ctx, query.q, query.limit) }),
      })),
  }),
] as const
