import { asProblem } from './problem'
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
      return problem.detail || t('problem.invalid')
    default:
      return t('problem.internal')
  }
}
