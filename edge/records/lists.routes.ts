import { entities, type RegisteredEntity } from '@sextant/db/app/entities'
import { dictionary } from '@sextant/db/core/dictionary.model'
import type { Entity } from '@sextant/db/records/entity'
import { listSeveral } from '@sextant/db/records/list-records'
import * as v from 'valibot'
import { filterOf, holdsSeconds, namesIn, nextPage } from '../app/list-query'
import { type AreaOf, listOf } from '../app/record-shapes'
import { route } from '../app/route'
import { aboutAnArea, questionsQuery, readQuestions, words } from './named-questions'
import { touching } from './touching'

const Question = v.strictObject({
  ...aboutAnArea,
  sort: v.optional(words(200)),
  fields: v.optional(words(2000)),
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50),
})

/** A page of any of the entities: its `area` says of which. */
const ListOfArea = v.variant(
  'area',
  entities.map(({ area, model }) =>
    v.object({ area: v.literal(area), ...listOf(model.Part).entries }),
  ) as unknown as [Listed<RegisteredEntity>],
)
type Listed<E> = E extends Entity
  ? v.ObjectSchema<
      { area: v.LiteralSchema<AreaOf<E>, undefined> } & ReturnType<
        typeof listOf<E['model']['Part']>
      >['entries'],
      undefined
    >
  : never

export const listsRoutes = [
  route({
    method: 'get',
    path: '/crm/lists',
    area: 'search',
    summary:
      'The first page of each of up to ten lists, in one look. `of` is JSON: {"open": {"area": "deals", "filter": "status:eq:open", "limit": 5}}.',
    query: questionsQuery(Question),
    answers: {
      200: {
        description: 'Under each name its area and a page, as the list itself gives it; its link leads on.',
        schema: v.object({ lists: dictionary(v.string(), ListOfArea) }),
      },
    },
    handle: async ({ ctx, query, cached, door }) => {
      const lists = await Promise.all(
        readQuestions(Question, query.of).map(async ([name, { area, ...question }]) => {
          const entity = entities.find(one => one.area === area)!
          const filter = await filterOf(ctx, entity, question.filter)
          return { name, question, entity, asked: { ...question, filter, fields: namesIn(question.fields) } }
        }),
      )
      const concerned = lists.flatMap(({ entity }) => touching(entity))
      const holds = Math.min(300, ...lists.map(({ asked }) => holdsSeconds(asked.filter)))
      const answer = async () => {
        const pages = await listSeveral(ctx, lists)
        const texts = pages.map(({ results, names, next }, at) => {
          const { name, entity, question, asked } = lists[at]!
          const query = { ...question, deleted: question.deleted ? ('true' as const) : undefined }
          const paging = nextPage(ctx, entity, query, door.cursors, asked.filter, next)
          return `${JSON.stringify(name)}:{"area":"${entity.area}","results":${results},"names":${names}${paging}}`
        })
        return { body: `{"lists":{${texts.join(',')}}}` }
      }
      return cached(concerned, answer, holds)
    },
  }),
] as const
