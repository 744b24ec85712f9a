import { entities } from '@sextant/db/app/entities'
import { dictionary } from '@sextant/db/core/dictionary.model'
import { invalid } from '@sextant/db/core/errors'
import type { AnySchema } from '@sextant/db/core/field.model'
import * as v from 'valibot'
import { writtenAsJson } from '../app/parameters'

const mostQuestions = 10
export const words = (max: number) => v.pipe(v.string(), v.maxLength(max, `At most ${max} characters.`))

const questionsOf = (question: AnySchema) =>
  v.pipe(
    dictionary(v.pipe(v.string(), v.minLength(1), v.maxLength(80)), question),
    v.maxEntries(mostQuestions, `At most ${mostQuestions} questions.`),
  )

/** The parameter `of`: JSON of up to ten questions, each under a name of its own. */
export const questionsQuery = (question: AnySchema) =>
  v.strictObject({ of: writtenAsJson(words(20_000), questionsOf(question)) })

/** A question is about an area, narrowed by a filter and words. */
export const aboutAnArea = {
  area: v.picklist(entities.map(({ area }) => area)),
  filter: v.optional(words(4000)),
  q: v.optional(words(200)),
  deleted: v.optional(v.boolean()),
}

/** The questions by name. Throws `invalid` at `?of`. */
export function readQuestions<Q extends AnySchema>(question: Q, text: string): [string, v.InferOutput<Q>][] {
  const wrong = (message: string) => invalid([{ pointer: '?of', code: 'invalid', message }])
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw wrong('This is not JSON.')
  }
  if (Array.isArray(json)) throw wrong('Write an object with a name for each question.')
  const parsed = v.safeParse(questionsOf(question), json)
  if (parsed.success) return Object.entries(parsed.output) as [string, v.InferOutput<Q>][]
  const [issue] = parsed.issues
  throw wrong([v.getDotPath(issue), issue.message].filter(Boolean).join(': '))
}
