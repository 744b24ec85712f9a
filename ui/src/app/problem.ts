import type { ProblemBody } from '@sextant/edge/app/contract'
import { loadRefusals } from './refusal-words'

type Refused = NonNullable<ProblemBody['errors']>[number]
/** One refused value: `pointer` is the JSON pointer of the field, such as `/email`. A proxy on the way may have written less than Sextant does. */
export type FieldProblem = Pick<Refused, 'pointer' | 'message'> & Partial<Refused>

/** An answer that is not a success, as RFC 9457 writes it. `offline` and `timeout` are ours: no answer came; `kept`: nor did one, and the change waits. */
export class Problem extends Error {
  override name = 'Problem'
  constructor(
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    readonly requestId?: string,
    readonly errors: readonly FieldProblem[] = [],
    readonly retryAfterSeconds?: number,
    /** The business rule that said no, such as `member.last_admin`, and what fills its sentence. */
    readonly rule?: string,
    readonly params: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail)
  }

  /** Message of a field by its name: `problem.field('email')`. */
  field(name: string): FieldProblem | undefined {
    return this.errors.find(error => error.pointer === `/${name}` || error.pointer === name)
  }
}

export const asProblem = (error: unknown): Problem =>
  error instanceof Problem
    ? error
    : new Problem('internal', 0, error instanceof Error ? error.message : String(error))

/** Nobody answered, or only a proxy on the way: the same may go through later. A server that says which rule it goes by has answered. */
export function isUnreached(error: unknown): boolean {
  const { code, status, rule } = asProblem(error)
  return code === 'offline' || code === 'timeout' || ([502, 503, 504].includes(status) && !rule)
}

/** By which key a change is kept that could not be sent; undefined where it was not kept. */
export function keptKey(error: unknown): string | undefined {
  const { code, params } = asProblem(error)
  return code === 'kept' ? String(params.key) : undefined
}

/** The problem that an answer tells. The words for it are there by then. */
export async function problemFrom(response: Response): Promise<Problem> {
  const [body] = await Promise.all([readBody(response), loadRefusals()])
  return problemOf(body, response.status, {
    detail: response.statusText,
    requestId: response.headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: Number(response.headers.get('retry-after')) || undefined,
  })
}

/** A problem as an answer tells it, or one item of a batch's answer. */
export const problemOf = (
  body: Readonly<Record<string, unknown>>,
  status: number,
  known: { detail?: string; requestId?: string; retryAfterSeconds?: number } = {},
): Problem =>
  new Problem(
    text(body.code) ?? `http-${status}`,
    status,
    text(body.detail) ?? text(body.title) ?? known.detail ?? '',
    text(body.requestId) ?? known.requestId,
    Array.isArray(body.errors) ? body.errors.filter(isFieldProblem) : [],
    known.retryAfterSeconds,
    text(body.rule),
    isRecord(body.params) ? body.params : {},
  )

async function readBody(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json()
    return body && typeof body === 'object' ? { ...body } : {}
  } catch {
    return {}
  }
}

const text = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
const isFieldProblem = (value: unknown): value is FieldProblem =>
  typeof value === 'object' &&
  value !== null &&
  'pointer' in value &&
  typeof value.pointer === 'string' &&
  'message' in value &&
  typeof value.message === 'string'
