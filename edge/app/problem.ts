import { Fault, type FaultCode, type Problem } from '@sextant/db/core/errors'
import { postgresFault } from '@sextant/db/core/postgres-faults'
import * as v from 'valibot'

/** The one mapping from the vocabulary of what can go wrong to HTTP. */
export const statuses = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  invalid: 422,
  limited: 429,
  unavailable: 503,
  internal: 500,
} as const satisfies Record<FaultCode, number>

const titles: Record<number, string> = {
  400: 'Malformed request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Too slow',
  409: 'Conflict',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported content type',
  422: 'Some values need a change',
  429: 'Too many requests',
  500: 'Our fault',
  503: 'Not available at the moment',
}

/** RFC 9457 with a stable `code`, the request's id, and a pointer for each wrong place. */
export const ProblemBody = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.string(),
  code: v.string(),
  requestId: v.string(),
  rule: v.optional(v.string()),
  params: v.optional(v.record(v.string(), v.unknown())),
  errors: v.optional(
    v.array(
      v.object({
        pointer: v.string(),
        code: v.string(),
        message: v.string(),
        params: v.optional(v.record(v.string(), v.unknown())),
      }),
    ),
  ),
})
export type ProblemBody = v.InferOutput<typeof ProblemBody>

/** A refusal of the frame itself, whose status is not of the vocabulary: 405, 408, 413, 415. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  constructor(
    readonly status: 400 | 405 | 408 | 413 | 415,
    readonly code: string,
    message: string,
    readonly headers: Record<string, string> = {},
    /** What its sentence in the reader's language goes by. */
    readonly told: { rule?: string; params?: Record<string, string | number> } = {},
  ) {
    super(message)
  }
}

/** A request that cannot be read: 400, with each place that is wrong. */
export const malformed = (problems: Problem[]): Fault =>
  new Fault('malformed', problems.length === 1 ? problems[0]!.message : 'Some parts cannot be understood.', {
    problems,
  })

/** The Fault that an exception stands for; `internal`, without a word of the inner text, when nobody foresaw it. */
export function asFault(error: unknown): Fault | Refusal {
  if (error instanceof Fault || error instanceof Refusal) return error
  switch (postgresFault(error)) {
    case 'away':
      return new Fault('unavailable', 'The database does not answer. Try again in a moment.', {
        retryAfterSeconds: 2,
      })
    case 'full':
      return new Fault(
        'unavailable',
        'The disk is full, so nothing can be saved at the moment. What was saved is safe, and reading goes on.',
        { rule: 'disk.full', retryAfterSeconds: 30 },
      )
    case 'busy':
    case 'broken_off':
      return new Fault('unavailable', 'The database is busy. Try again in a moment.', {
        retryAfterSeconds: 1,
      })
    case 'value':
      return new Fault('invalid', 'A value is outside what can be kept.', {})
    case 'doubled':
      return new Fault('conflict', 'This is already there.', {})
    case 'contradiction':
      return new Fault('conflict', 'This contradicts what is there.', {})
    default:
      return new Fault('internal', 'Something went wrong on our side. It is logged under the request id.', {})
  }
}

/** Of a thousand wrong places the first tell enough; all of them would be longer than what was sent. */
const mostProblems = 100

/** A refusal as RFC 9457 writes it, with the id of the request in which it was said. */
export function problemBody(fault: Fault | Refusal, requestId: string): ProblemBody {
  const status = fault instanceof Refusal ? fault.status : statuses[fault.code]
  const details: Fault['details'] = fault instanceof Fault ? fault.details : fault.told
  return {
    type: `/docs#problem-${fault.code}`,
    title: titles[status]!,
    status,
    detail: fault.message,
    code: fault.code,
    requestId,
    rule: details.rule,
    params: details.params,
    errors: details.problems?.slice(0, mostProblems),
  }
}

/** The answer that tells a fault. */
export function problemResponse(
  fault: Fault | Refusal,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  const body = problemBody(fault, requestId)
  const { status } = body
  const details = fault instanceof Fault ? fault.details : {}
  const sent: Record<string, string> = {
    ...headers,
    ...(fault instanceof Refusal ? fault.headers : {}),
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
  }
  if (details.retryAfterSeconds) sent['retry-after'] = String(Math.ceil(details.retryAfterSeconds))
  if (status === 401) sent['www-authenticate'] = 'Bearer realm="Sextant"'
  return new Response(JSON.stringify(body), { status, headers: sent })
}
