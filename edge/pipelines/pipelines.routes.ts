import { dealEntity } from '@sextant/db/deals/deals.entity'
import { boardOf } from '@sextant/db/pipelines/board.queries'
import * as v from 'valibot'
import { filterOf, holdsSeconds } from '../app/list-query'
import { type Route, route } from '../app/route'

const dayMs = 24 * 60 * 60 * 1000
/** For how long closed deals stay on the board when nothing else is asked. */
const closedDays = 30

const BoardQuery = v.strictObject({
  filter: v.optional(v.pipe(v.string(), v.maxLength(20_000, 'At most 20000 characters.'))),
  closedSince: v.optional(
    v.pipe(
      v.string(),
      v.isoDate('Write a day like 2026-11-18.'),
      v.check(
        day => new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false,
        'This day does not exist.',
      ),
    ),
  ),
})

const Board = v.object({
  pipeline: v.object({ id: v.string(), name: v.string() }),
  stages: v.array(
    v.object({
      id: v.string(),
      name: v.string(),
      kind: v.picklist(['open', 'won', 'lost']),
      probability: v.nullable(v.number()),
      idleAfterDays: v.nullable(v.number()),
      count: v.number(),
      sums: v.array(v.object({ currency: v.string(), minor: v.number(), weightedMinor: v.number() })),
    }),
  ),
})

export const pipelineRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/crm/pipelines/:id/board',
    area: 'pipelines',
    summary: 'The stages of a pipeline with the number and the sums of their deals.',
    query: BoardQuery,
    answers: {
      200: {
        description:
          'Stages in order. Closed ones count what was closed since `closedSince`, 30 days ago by default.',
        schema: Board,
      },
    },
    handle: async ({ ctx, params, query, cached }) => {
      const since =
        query.closedSince ?? new Date(ctx.clock().getTime() - closedDays * dayMs).toISOString().slice(0, 10)
      const filter = await filterOf(ctx, dealEntity, query.filter)
      // A filter may ask about what a deal refers to.
      const named = filter ? ['customer', 'contact', 'product', 'member', 'custom_field'] : []
      const answer = async () => ({ body: await boardOf(ctx, params.id!.toLowerCase(), since, filter) })
      return cached(['deal', 'stage', 'pipeline', ...named], answer, holdsSeconds(query.filter))
    },
  }),
]
