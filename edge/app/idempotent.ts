import { createHash } from 'node:crypto'
import type { Context } from '@sextant/db/core/context'
import { Fault } from '@sextant/db/core/errors'
import type { Access } from '@sextant/db/core/grants.rules'
import {
  holdAnswer,
  type KeptAnswer,
  type KeyedRequest,
  releaseAnswer,
  reserveAnswer,
  settleAnswer,
} from '@sextant/db/idempotency/remember-answer'
import { malformed } from './problem'

/** A third of what a lock lasts. */
const usualHoldMs = 20_000
const keptHeaders = ['content-type', 'etag', 'location', 'sextant-position']

/** The key of a request, when it has one. With another role it is another request: the first answer may tell what is withheld by now. Throws `malformed` for one that is not 1 to 255 visible ASCII characters. */
export function keyedRequest(
  request: Request,
  target: string,
  body: unknown,
  { role, cap }: Pick<Access, 'role' | 'cap'>,
): KeyedRequest | undefined {
  const key = request.headers.get('idempotency-key')
  if (key === null) return undefined
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw malformed([
      {
        pointer: '',
        code: 'idempotency_key',
        message: 'An Idempotency-Key has 1 to 255 visible ASCII characters.',
      },
    ])
  const whole = JSON.stringify([
    request.method,
    target,
    request.headers.get('if-match'),
    body ?? null,
    role,
    cap,
  ])
  return { key, fingerprint: createHash('sha256').update(whole).digest('base64url') }
}

/**
 * Runs the work once per key: the same request again gets the first answer, marked `Idempotency-Replayed: true`. Of a `secret` answer only
 * the record's id is kept, and the same request again is told so: `idempotency_answer_secret`.
 */
export async function once(
  ctx: Context,
  keyed: KeyedRequest,
  work: () => Promise<Response>,
  { secret = false, holdEveryMs = usualHoldMs } = {},
): Promise<Response> {
  const reservation = await reserveAnswer(ctx, keyed)
  if (reservation.outcome === 'answered') {
    if (secret && reservation.answer.status < 300) throw shownOnce(reservation.answer)
    return replay(reservation.answer)
  }
  if (reservation.outcome === 'mismatch')
    throw new Fault('invalid', 'This Idempotency-Key was used for another request, or with another role.', {
      rule: 'idempotency_mismatch',
    })
  if (reservation.outcome === 'running')
    throw new Fault('conflict', 'The first request with this Idempotency-Key is still running.', {
      rule: 'idempotency_running',
      retryAfterSeconds: reservation.retryAfterSeconds,
    })
  if (reservation.outcome === 'lost') {
    const { subjectType, subjectId } = reservation
    throw new Fault(
      'conflict',
      'The first request was carried out, but its answer was lost. Read the record instead.',
      {
        rule: 'idempotency_answer_lost',
        params: { subjectType, subjectId },
      },
    )
  }
  // A file of a gigabyte takes longer than a lock lasts: the same again meanwhile has to wait, or it would stand twice.
  const holding = setInterval(() => void holdAnswer(ctx, keyed).catch(() => undefined), holdEveryMs)
  let response: Response
  try {
    response = await work().finally(() => clearInterval(holding))
  } catch (error) {
    await releaseAnswer(ctx, keyed).catch(() => undefined)
    throw error
  }
  if (response.status >= 500 || response.status === 429) {
    await releaseAnswer(ctx, keyed).catch(() => undefined)
    return response
  }
  const body = await response.text()
  const headers: Record<string, string> = {}
  for (const name of keptHeaders) if (response.headers.has(name)) headers[name] = response.headers.get(name)!
  // The work is done and its answer is right even when it cannot be kept.
  const kept = secret && response.ok ? withoutSecret(body) : body
  await settleAnswer(ctx, keyed, { status: response.status, headers, body: kept }).catch(() => undefined)
  return new Response(hasNoBody(response.status) ? null : body, {
    status: response.status,
    headers: response.headers,
  })
}

const withoutSecret = (body: string): string =>
  JSON.stringify({ id: (JSON.parse(body) as { id: unknown }).id })

const shownOnce = ({ body }: KeptAnswer): Fault =>
  new Fault(
    'conflict',
    'The first request was carried out, and its secret was shown once. Revoke what it made, and make another with a new key.',
    { rule: 'idempotency_answer_secret', params: JSON.parse(body) as { id: string } },
  )

const replay = ({ status, headers, body }: KeptAnswer): Response =>
  new Response(hasNoBody(status) ? null : body, {
    status,
    headers: { ...headers, 'idempotency-replayed': 'true' },
  })

const hasNoBody = (status: number) => status === 204 || status === 304
