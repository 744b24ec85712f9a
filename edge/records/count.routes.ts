import { invalid } from '@sextant/db/core/errors'
import { countRecords } from '@sextant/db/records/count-records'
import { entities } from '@sextant/db/records/registry'
import * as v from 'valibot'
import { filterOf, holdsSeconds } from '../app/list-query'
import { type Route, route } from '../app/route'
import { touching } from './touching'

const mostCounts = 10
const words = (max: number) => v.pipe(v.string(), v.maxLength(max, `At most ${max} characters.`))
const Asked = v.pipe(
  v.record(
    v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
    v.strictObject({
      area: v.picklist(entities.map(({ area }) => area)),
      filter: v.optional(words(4000)),
      q: v.optional(words(200)),
      deleted: v.optional(v.boolean()),
    }),
  ),
  v.check(asked => Object.keys(asked).length <= mostCounts, `At most ${mostCounts} counts.`),
)
const CountQuery = v.strictObject({ of: words(20_000) })

export const countRoutes: readonly Route[] = [
  route({
    method: 'get',
    path: '/crm/counts',
    area: 'search',
    summary:
      'How many records each of up to ten questions has, in one look. `of` is JSON: {"mine": {"area": "leads", "filter": "status:eq:new"}}.',
    query: CountQuery,
    answers: {
      200: {
        description: 'A count under each name. Counted exactly up to 10,000; beyond it `exact` is false.',
        schema: v.object({
          counts: v.record(v.string(), v.object({ value: v.number(), exact: v.boolean() })),
        }),
      },
    },
    handle: async ({ ctx, query, cached }) => {
      const questions = await Promise.all(
        Object.entries(readAsked(query.of)).map(async ([name, { area, filter, ...rest }]) => {
          const entity = entities.find(one => one.area === area)!
          return {
            name,
            text: filter,
            asked: { ...rest, entity, filter: await filterOf(ctx, entity, filter) },
          }
        }),
      )
      const concerned = questions.flatMap(({ asked }) => touching(asked.entity))
      const holds = Math.min(300, ...questions.map(({ text }) => holdsSeconds(text)))
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
]

function readAsked(text: string): v.InferOutput<typeof Asked> {
  const wrong = (message: string) => invalid([{ pointer: '?of', code: 'invalid', message }])
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw wrong('This is not JSON.')
  }
  if (Array.isArray(json)) throw wrong('Write an object with a name for each count.')
  const parsed = v.safeParse(Asked, json)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  throw wrong([v.getDotPath(issue), issue.message].filter(Boolean).join(': '))
}
