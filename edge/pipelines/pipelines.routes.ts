import type { Context } from '@sextant/db/core/context'
import { dayAt } from '@sextant/db/core/time-zone.rules'
import { dealEntity } from '@sextant/db/deals/deals.entity'
import { Board } from '@sextant/db/pipelines/board.model'
import { type BoardAsked, type BoardText, boardOf } from '@sextant/db/pipelines/board.queries'
import { columnFilter, columnSortText } from '@sextant/db/pipelines/column.rules'
import { setStageRules } from '@sextant/db/pipelines/set-stage-rules'
import { PipelineRules, StageRules } from '@sextant/db/pipelines/stage-rules.model'
import { readStageRules } from '@sextant/db/pipelines/stage-rules.queries'
import { Velocity } from '@sextant/db/pipelines/velocity.model'
import { velocityIn } from '@sextant/db/pipelines/velocity.queries'
import * as v from 'valibot'
import type { Door } from '../app/door'
import { boundOf, filterOf, holdsSeconds, namesIn } from '../app/list-query'
import { amountParameter } from '../app/parameters'
import { route } from '../app/route'

const dayMs = 24 * 60 * 60 * 1000
/** For how long closed deals stay on the board when nothing else is asked. */
const closedDays = 30
/** Over how long a velocity looks back when nothing else is asked. */
const velocityDays = 90

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
  /** How many deals of each stage come along. */
  cards: amountParameter(100),
  fields: v.optional(v.pipe(v.string(), v.maxLength(2000, 'At most 2000 characters.'))),
})

export const pipelineRoutes = [
  route({
    method: 'get',
    path: '/crm/pipelines/:id/board',
    area: 'pipelines',
    summary:
      'The stages of a pipeline with the number of their deals and the sums, in the reader’s currency and by currency; with `cards`, also the first deals of each.',
    query: BoardQuery,
    answers: {
      200: {
        description:
          'Stages in order. Closed ones count what was closed since `closedSince`, 30 days ago by default. A sum beyond 2^53 − 1 is a text of digits.',
        schema: Board,
      },
    },
    handle: async ({ ctx, params, query, cached, door }) => {
      const closedSince = query.closedSince ?? dayAt(ctx.clock().getTime() - closedDays * dayMs, ctx.timeZone)
      const filter = await filterOf(ctx, dealEntity, query.filter)
      const { cards } = query
      // A filter may ask about what a deal refers to, and cards bring its name.
      const named = filter || cards ? ['customer', 'contact', 'product', 'member', 'custom_field'] : []
      const answer = async () => {
        const asked = { closedSince, filter, cards, fields: namesIn(query.fields) }
        const board = await boardOf(ctx, params.id!.toLowerCase(), asked)
        const goingOn = cards
          ? `,"names":${board.names},"next":${JSON.stringify(nextOf(ctx, door, board, asked))}`
          : ''
        return {
          body: `{"pipeline":${board.pipeline},"stages":${board.stages},"valuation":${board.valuation}${goingOn}}`,
        }
      }
      return cached(['deal', 'stage', 'pipeline', 'exchange_rate', ...named], answer, holdsSeconds(filter))
    },
  }),
  route({
    method: 'get',
    path: '/crm/pipelines/:id/velocity',
    area: 'pipelines',
    summary:
      'How much a pipeline brings a day: open deals × their average amount × the share that is won ÷ the days a won deal takes, with the lists behind each figure.',
    query: v.strictObject({ days: amountParameter(1000) }),
    answers: {
      200: {
        description: 'The figures. Closed deals count for the last `days`, 90 by default, today included.',
        schema: Velocity,
      },
    },
    handle: async ({ ctx, params, query, cached }) => {
      const now = ctx.clock().getTime()
      const until = dayAt(now, ctx.timeZone)
      const from = dayAt(now - (Math.max(1, query.days ?? velocityDays) - 1) * dayMs, ctx.timeZone)
      const answer = async () => ({
        body: JSON.stringify(await velocityIn(ctx, params.id!.toLowerCase(), { from, until })),
      })
      return cached(['deal', 'pipeline', 'exchange_rate'], answer, 60)
    },
  }),
  route({
    method: 'get',
    path: '/crm/pipelines/:id/rules',
    area: 'pipelines',
    summary: 'The rules by which deals go through a pipeline, with what in them nobody can fulfil any more.',
    answers: { 200: { description: 'The rules.', schema: PipelineRules } },
    handle: async ({ ctx, params, cached }) =>
      cached(['pipeline', 'stage', 'member', 'custom_field'], async () => {
        const rules = await readStageRules(ctx, params.id!.toLowerCase())
        return { body: JSON.stringify(rules), version: rules.version }
      }),
  }),
  route({
    method: 'put',
    path: '/crm/pipelines/:id/rules',
    area: 'pipelines',
    summary: 'Sets the rules of a pipeline, all of them. If-Match refuses when somebody was quicker.',
    body: StageRules,
    checkedBy: 'verb',
    answers: { 200: { description: 'The rules as they are now.', schema: PipelineRules } },
    handle: async ({ ctx, params, body, version }) => {
      const rules = await setStageRules(ctx, params.id!.toLowerCase(), body, version)
      return { body: rules, version: rules.version }
    },
  }),
] as const

/** For each column that goes on: what to ask the list of deals for. */
function nextOf(
  ctx: Context,
  { cursors }: Door,
  { ends }: BoardText,
  { closedSince, filter }: BoardAsked,
): Board['next'] {
  const sort = columnSortText
  const next = ends.map(end => {
    const tree = columnFilter(end, closedSince, filter)
    const after = cursors.seal({ values: end.values, id: end.id }, boundOf(ctx, dealEntity, { sort }, tree))
    return [end.stageId, { filter: JSON.stringify(tree), sort, after }]
  })
  return Object.fromEntries(next)
}
