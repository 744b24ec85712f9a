import { entities } from '@sextant/db/app/entities'
import { dictionary } from '@sextant/db/core/dictionary.model'
import { AmountSum } from '@sextant/db/rates/rates.model'
import { sumRecords } from '@sextant/db/rates/sum-records.queries'
import * as v from 'valibot'
import { filterOf, holdsSeconds, namesIn } from '../app/list-query'
import { route } from '../app/route'
import { words } from './named-questions'
import { touching } from './touching'

const SumQuery = v.strictObject({
  area: v.picklist(entities.map(({ area }) => area)),
  filter: v.optional(words(20_000)),
  q: v.optional(words(200)),
  deleted: v.optional(v.picklist(['true', 'false'])),
  fields: v.optional(words(2000)),
})

export const sumRoutes = [
  route({
    method: 'get',
    path: '/crm/sums',
    area: 'search',
    summary:
      'The sum of each field of amounts over all records that a list has, in the reader’s currency: open amounts at today’s rates, closed ones at those of their closing day.',
    query: SumQuery,
    answers: {
      200: {
        description: 'A sum under each field of amounts that one may read, and by what rates it was made.',
        schema: v.object({ sums: dictionary(v.string(), AmountSum) }),
      },
    },
    handle: async ({ ctx, query, cached }) => {
      const entity = entities.find(({ area }) => area === query.area)!
      const filter = await filterOf(ctx, entity, query.filter)
      const fields = namesIn(query.fields)
      const asked = { entity, filter, q: query.q, deleted: query.deleted === 'true', fields }
      return cached(
        [...touching(entity), 'exchange_rate', 'workspace'],
        async () => ({ body: `{"sums":${await sumRecords(ctx, asked)}}` }),
        Math.min(60, holdsSeconds(filter)),
      )
    },
  }),
] as const
