/** The whole vocabulary of what can go wrong. The edge maps it to HTTP once, the activities to retries once. */
const faultCodes = [
  'malformed',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'stale',
  'invalid',
  'limited',
  'unavailable',
  'internal',
] as const
export type FaultCode = (typeof faultCodes)[number]

/** One thing wrong at one place of the input. `code` is stable and names the rule, so that a screen can say it in its own language. */
export interface Problem {
  /** RFC 6901 JSON pointer into the body, or `?name` for a query parameter. */
  pointer: string
  code: string
  message: string
  params?: Record<string, string | number | boolean | null>
}

/** A refusal that the caller can understand and act upon. Anything else that is thrown is a fault of ours. */
export class Fault extends Error {
  override readonly name = 'Fault'
  constructor(
    readonly code: FaultCode,
    message: string,
    readonly details: {
      problems?: Problem[]
      rule?: string
      params?: Record<string, unknown>
      retryAfterSeconds?: number
    } = {},
  ) {
    super(message)
  }
}

/** It is not there, or not for the asker: nobody is told which. */
export const notFound = (what: string) => new Fault('not_found', `There is no such ${what} here.`)

/** The role does not allow it. `rule` names the permission, such as `lead.update`. */
export const forbidden = (message: string, rule?: string) =>
  new Fault('forbidden', message, rule ? { rule } : {})

/** The record is not at the version that the change was made on. */
export const stale = () =>
  new Fault('stale', 'Somebody changed this record since you read it. Read it again and repeat your change.')

/** Values that cannot be accepted, each at its place. */
export const invalid = (problems: Problem[]) =>
  new Fault(
    'invalid',
    problems.length === 1 ? problems[0]!.message : `${problems.length} values need a change.`,
    { problems },
  )

/** A business rule says no. `rule` is stable, `params` fill the sentence in the reader's language. */
export const refused = (rule: string, message: string, params: Record<string, unknown> = {}) =>
  new Fault('invalid', message, { rule, params })

/** It contradicts what is there, such as a record with the same key. `params` fill the sentence in the reader's language. */
export const conflict = (message: string, params: Record<string, unknown> = {}, rule?: string) =>
  new Fault('conflict', message, { params, rule })
