import { entities } from '@sextant/db/app/entities'
import { dictionary } from '@sextant/db/core/dictionary.model'
import { Total } from '@sextant/db/core/page.model'
import { countRecords } from '@sextant/db/records/count-records'
import { countedExactly } from '@sextant/db/records/list-records'
import * as v from 'valibot'
import { filterOf, holdsSeconds } from '../app/list-query'
import { route } from '../app/route'
import { aboutAnArea, questionsQuery, readQuestions } from './named-questions'
import { touching } from './touching'

const Question = v.strictObject({
  ...aboutAnArea,
  most: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(countedExactly))),
})

export const countRoutes = [
  route({
    method: 'get',
    path: '/crm/counts',
    area: 'search',
    summary:
      'How many records each of up to ten questions has, in one look. `of` is JSON: {"mine": {"area": "leads", "filter": "status:eq:new"}}.',
    query: questionsQuery(Question),
    answers: {
      200: {
        description:
          'A count under each name. Counted exactly up to 10,000, or to `most` of its question; beyond it `exact` is false.',
        schema: v.object({
          counts: dictionary(v.string(), Total),
        }),
      },
    },
    handle: async ({ ctx, query, cached }) => {
      const questions = await Promise.all(
        readQuestions(Question, query.of).map(async ([name, { area, filter, ...rest }]) => {
          const entity = entities.find(one => one.area === area)!
          return {
            name,
            asked: { ...rest, entity, filter: await filterOf(ctx, entity, filter) },
          }
        }),
      )
      const concerned = questions.flatMap(({ asked }) => touching(asked.entity))
      const holds = Math.min(300, ...questions.map(({ asked }) => holdsSeconds(asked.filter)))
      const answer = async () => {
        const counts = await countRecords(
          ctx,
          questions.map(({ asked }) => asked),
        )
        const named = questions.map(({ name }, at) => [name, counts[at]])
        return { body: JSON.stringify({ counts: Object.fromEntries(named) }) }
      }
      return cached(concerned, answer, holds)
    },
  }),
] as const
