import { format } from './format'
import { currentLocale } from './preferences'
import { asProblem, type FieldProblem, type Problem } from './problem'
import { codesSaidAs, rulesSaidAs, vagueCodes } from './problem-words'
import { refusalWords } from './refusal-words'
import { t as frame } from './text'

/** A failure in the reader's language: what happened and what to do. A rule's own sentence is used where there is one. */
export function explain(error: unknown): string {
  const problem = asProblem(error)
  switch (problem.code) {
    case 'timeout':
      return frame('problem.timeout')
    case 'offline':
      return frame('problem.offline')
    case 'kept':
      return frame('problem.kept')
  }
  const ruled = sentenceOfRule(problem)
  if (ruled) return ruled
  switch (problem.status) {
    case 401:
      return refusalWords('rule.access.signed_out') ?? frame('problem.forbidden')
    case 403:
      return frame('problem.forbidden')
    case 404:
      return frame('problem.notFound')
    case 412:
      return frame('problem.conflict')
    case 429:
      return frame('problem.limited', { n: problem.retryAfterSeconds ?? 1 })
    case 400:
    case 409:
    case 422:
      return (
        sentenceOfFields(problem) ??
        (currentLocale() === 'en' && problem.detail ? problem.detail : frame('problem.invalid'))
      )
    default:
      return frame('problem.internal')
  }
}

/** What is wrong with one value, in the reader's language. Where a code says little, English readers get the server's own sentence. */
export function explainField({ code = '', message }: FieldProblem): string {
  const word = codesSaidAs[code] ?? code
  if (message && currentLocale() === 'en' && vagueCodes.includes(word)) return message
  return (
    refusalWords(`value.${word}`) ??
    (currentLocale() === 'en' && message
      ? message
      : (refusalWords('value.check') ?? frame('problem.invalid')))
  )
}

/** A business rule by its name, where no request failed: a row of an import that broke it. Undefined for one without words. */
export const explainRule = (rule: string): string | undefined =>
  ruleSentence(rule) ?? refusalWords(`value.${codesSaidAs[rule] ?? rule}`)

function sentenceOfRule({ rule = '', params, retryAfterSeconds }: Problem): string | undefined {
  if (!rule) return undefined
  if (rule === 'access.too_many_attempts')
    return refusalWords(`rule.${rule}`, { n: Math.ceil((retryAfterSeconds ?? 60) / 60) })
  // `<entity>.<action>.<scope>`: what a role may do to its own or its team's records only.
  if (rule.endsWith('.create.own')) return refusalWords('rule.only_own')
  if (rule.endsWith('.own')) return refusalWords('rule.only_owner')
  if (rule.endsWith('.team')) return refusalWords('rule.only_team')
  return ruleSentence(rule, written(params))
}

/** A refusal in the words of its area, else of the house. */
const ruleSentence = (rule: string, params: Record<string, string | number> = {}): string | undefined =>
  refusalWords(`rule.${rulesSaidAs[rule] ?? rule}`, params)

const written = (params: Problem['params']): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      typeof value === 'number'
        ? value
        : Array.isArray(value)
          ? format.list(value.map(String))
          : String(value ?? ''),
    ]),
  )

function sentenceOfFields({ errors }: Problem): string | undefined {
  const [only] = errors
  if (!only) return undefined
  return errors.length > 1 ? refusalWords('several', { n: errors.length }) : explainField(only)
}
