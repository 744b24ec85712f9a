import { asProblem, type FieldProblem, type Problem } from './problem'
import { t } from './text'

/** A failure in the reader's language: what happened and what to do. A rule's own sentence is used where there is one. */
export function explain(error: unknown): string {
  const problem = asProblem(error)
  switch (problem.code) {
    case 'timeout':
      return t('problem.timeout')
    case 'offline':
      return t('problem.offline')
  }
  const ruled = sentenceOfRule(problem)
  if (ruled) return ruled
  switch (problem.status) {
    case 403:
      return t('problem.forbidden')
    case 404:
      return t('problem.notFound')
    case 412:
      return t('problem.conflict')
    case 429:
      return t('problem.limited', { n: problem.retryAfterSeconds ?? 1 })
    case 400:
    case 409:
    case 422:
      return sentenceOfFields(problem) ?? (problem.detail || t('problem.invalid'))
    default:
      return t('problem.internal')
  }
}

/** What is wrong with one value, in the reader's language; the server's own sentence for a rule that is not listed here. */
export function explainField({ code = '', message }: FieldProblem): string {
  const known = codes.find(one => one === code)
  return known ? t(`value.${known}`) : message
}

/** Rules that `edge` names and that any screen may meet. */
const rules = [
  'access.wrong_credentials',
  'access.too_many_attempts',
  'access.no_workspace',
  'access.email_taken',
  'member.last_admin',
  'member.exists',
  'team.name_taken',
  'api_key.power',
  'custom_field.taken',
  'custom_field.option_used',
  'training.running',
  'training.over',
] as const

/** Codes of `errors[].code` that say the same for every field. */
const codes = [
  'required',
  'non_empty',
  'min_length',
  'max_length',
  'rfc_email',
  'not_an_option',
  'wrong_type',
  'password_guessable',
  'email_taken',
  'member_exists',
  'duplicate',
  'reference_missing',
  'in_the_past',
] as const

function sentenceOfRule({ rule, params, retryAfterSeconds }: Problem): string | undefined {
  const known = rules.find(one => one === rule)
  if (!known) return undefined
  if (known === 'access.too_many_attempts')
    return t(`rule.${known}`, { n: Math.ceil((retryAfterSeconds ?? 60) / 60) })
  if (known === 'custom_field.option_used')
    return t(`rule.${known}`, { values: Array.isArray(params.values) ? params.values.join(', ') : '' })
  return t(`rule.${known}`)
}

function sentenceOfFields({ errors }: Problem): string | undefined {
  const [only] = errors
  if (!only || errors.length > 1) return undefined
  return explainField(only)
}
