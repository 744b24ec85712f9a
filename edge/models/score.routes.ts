import { answerOf } from '@sextant/db/scoring/score-answer'
import { ScoreAnswer } from '@sextant/db/scoring/score-answer.model'
import { knownScore } from '@sextant/db/scoring/scores.queries'
import { models } from '@sextant/ml/app/models'
import { type Route, route } from '../app/route'

/** A day passes without a write, and yet the change in seven days is another one. */
const secondsKept = 60

/** Where each model's score of a record is read, with its reasons. */
export const scoreRoutes: readonly Route[] = models.map(({ name, entity, open }) =>
  route({
    method: 'get',
    path: `/crm/${entity.area}/:id/score`,
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
  }),
)
