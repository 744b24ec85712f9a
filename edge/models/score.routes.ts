import type { AreaName } from '@sextant/db/core/areas.model'
import { page } from '@sextant/db/core/page.model'
import type { ScoredKind } from '@sextant/db/scoring/score.model'
import { answerOf } from '@sextant/db/scoring/score-answer'
import { ScoreAnswer } from '@sextant/db/scoring/score-answer.model'
import { ScoreChange } from '@sextant/db/scoring/score-history.model'
import { type HistoryCursor, scoreHistory } from '@sextant/db/scoring/score-history.queries'
import { knownScore } from '@sextant/db/scoring/scores.queries'
import { models } from '@sextant/ml/app/models'
import type { OutcomeModel } from '@sextant/ml/features/outcome-model'
import * as v from 'valibot'
import { pagingOf } from '../app/paging'
import { limitParameter } from '../app/parameters'
import { route } from '../app/route'

/** A day passes without a write, and yet the change in seven days is another one. */
const secondsKept = 60

const HistoryQuery = v.strictObject({
  limit: limitParameter(200, 50),
  after: v.optional(v.pipe(v.string(), v.maxLength(4000))),
})

const scoredArea = ({ area }: OutcomeModel['entity']) => area as AreaName<ScoredKind>

const scoreRoute = ({ name, entity, open }: OutcomeModel) =>
  route({
    method: 'get',
    path: `/crm/${scoredArea(entity)}/:id/score`,
    area: entity.area,
    summary: `The score of a ${entity.name} with its reasons: base + reasons + others = score, as printed.`,
    answers: { 200: { description: 'The score, or what is missing for one.', schema: ScoreAnswer } },
    handle: ({ ctx, params, cached }) =>
      cached(
        [entity.name, 'model_version'],
        async () => ({
          body: JSON.stringify(answerOf(name, open, await knownScore(ctx, entity, name, params.id!))),
        }),
        secondsKept,
      ),
  })

const historyRoute = ({ name, entity }: OutcomeModel) =>
  route({
    method: 'get',
    path: `/crm/${scoredArea(entity)}/:id/score/history`,
    area: entity.area,
    summary: `How the score of a ${entity.name} changed, newest first: by how much, what it was made of, what moved, and what had happened.`,
    query: HistoryQuery,
    answers: { 200: { description: 'A page of changes.', schema: page(ScoreChange) } },
    handle: ({ ctx, params, query, door, cached }) => {
      const id = params.id!.toLowerCase()
      return cached([entity.name, 'model_version'], async () => {
        const bound = ['score-history', ctx.workspaceId, entity.name, id]
        const after =
          query.after === undefined ? undefined : (door.cursors.open(query.after, bound) as HistoryCursor)
        const { results, next } = await scoreHistory(ctx, entity, name, id, { limit: query.limit, after })
        const path = `/crm/${entity.area}/${id}/score/history`
        const paging = pagingOf(path, query, next && door.cursors.seal(next, bound))
        return { body: JSON.stringify({ results, ...paging }) }
      })
    },
  })

/** Where each model's score of a record is read, with its reasons, and how it came about. */
export const scoreRoutes = models.flatMap(model => [scoreRoute(model), historyRoute(model)])
