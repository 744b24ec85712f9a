import { looked } from '@sextant/db/core/areas.model'
import { searchNames } from '@sextant/db/search/search-names'
import * as v from 'valibot'
import { limitParameter } from '../app/parameters'
import { type Route, route } from '../app/route'

const SearchQuery = v.strictObject({
  q: v.pipe(v.string(), v.maxLength(200, 'At most 200 characters.')),
  limit: limitParameter(20, 5),
})
const Found = v.object({
  id: v.string(),
  entity: v.string(),
  area: v.string(),
  name: v.string(),
  detail: v.nullable(v.string()),
})

export const searchRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/crm/search',
    area: 'search',
    summary: 'Finds records of all kinds by words, for the command bar. `limit` is per kind.',
    query: SearchQuery,
    answers: {
      200: {
        description: 'Those whose name begins with the words come first.',
        schema: v.object({ results: v.array(Found) }),
      },
    },
    handle: ({ ctx, query, cached }) =>
      cached(looked, async () => ({
        body: `{"results":${await searchNames(ctx, query.q, query.limit)}}`,
      })),
  }),
]
