import { networkOf } from '@sextant/db/access/network.rules'
import type { Context } from '@sextant/db/core/context'
import { Fault } from '@sextant/db/core/errors'
import { parse } from '@sextant/db/core/parse'
import type { Context as HonoContext } from 'hono'
import type { Kept } from './answer-store'
import { askedZone, permissionIn } from './asked-zone'
import { contextOf, positionCookie, unreachedPosition } from './asker'
import type { CacheState, Question } from './cached'
import { versionsOf } from './conditional'
import type { Door } from './door'
import { headOf } from './head-of'
import { keyedRequest, once } from './idempotent'
import type { Known } from './identity'
import { keptHeaders, sendKept } from './kept-response'
import { limited, limitHeaders, policyOf, usual } from './limit-headers'
import { asFault, problemResponse, statuses } from './problem'
import { readJson } from './read-body'
import { readQuery } from './read-query'
import { accessLine, requestIdOf, targetOf } from './request-line'
import { type Answer, type Asked, isEntrance, isRepeatable, type Route } from './route'
import { apiHeaders, refuseCrossSite } from './security'
import { type Traced, traceRequest } from './trace'

/** One request on its way through the frame: what is known of it so far. */
interface Passage {
  door: Door
  declared: Route
  http: HonoContext
  request: Request
  id: string
  target: string
  known: Known | null
  /** The time zone that the request names. */
  zone: string | undefined
  headers: Record<string, string>
  traced: Traced | undefined
  wrote: string | undefined
  cache: CacheState | undefined
}

const usualDeadlineMs = 10_000

const nameOf = ({ method, path }: Route): string => `${method.toUpperCase()} ${path}`

/** A route as it is served: guarded, measured, and never answering with anything but its answers and problems. */
export function framed(door: Door, declared: Route): (http: HonoContext) => Promise<Response> {
  const name = nameOf(declared)
  const base = apiHeaders(door.secure)
  const allowance = usual(door.requestsPerMinute)
  const policy = policyOf(allowance)
  // A path that holds a secret is logged as it is declared.
  const hidden = declared.path.includes(':token')
  const deadlineMs = door.deadlineMs ?? usualDeadlineMs

  function finish(passage: Passage, began: number, response: Response): Response {
    const ms = performance.now() - began
    passage.traced?.end(response.status)
    door.metrics.answered(name, response.status, ms)
    door.access?.(
      accessLine(
        passage.request.method,
        hidden ? declared.path : passage.target,
        response.status,
        ms,
        passage.id,
        passage.known,
        passage.cache,
      ),
    )
    return response
  }

  async function long(passage: Passage): Promise<Response> {
    try {
      await admit(passage, policy, allowance)
      passage.traced = traceRequest(name, passage.request.headers.get('traceparent'))
      return await answer(passage)
    } catch (error) {
      return refuse(passage, error)
    }
  }

  return http => {
    const began = performance.now()
    const request = http.req.raw
    const id = requestIdOf(request.headers)
    const headers = { ...base, 'x-request-id': id }
    const passage: Passage = {
      door,
      declared,
      http,
      request,
      id,
      target: targetOf(request),
      known: null,
      zone: undefined,
      headers,
      traced: undefined,
      wrote: undefined,
      cache: undefined,
    }
    const answered = declared.body === 'raw' ? long(passage) : inTime(long(passage), passage, deadlineMs)
    const whole = request.method === 'HEAD' ? answered.then(headOf) : answered
    return whole.then(response => finish(passage, began, response))
  }
}

/**
 * The answer, or 503 when there is none in time: Postgres may accept connections and say nothing, or have none left for this one. Streams
 * are answered when they begin.
 */
function inTime(answer: Promise<Response>, passage: Passage, deadlineMs: number): Promise<Response> {
  return new Promise(resolve => {
    const timer = setTimeout(() => {
      const change = passage.declared.method !== 'get'
      const detail = change
        ? 'This took too long, and may still be carried out. Repeat it with the same Idempotency-Key, or look first.'
        : 'This took too long. Try again in a moment.'
      resolve(refuse(passage, new Fault('unavailable', detail, { retryAfterSeconds: 5 })))
      void answer.then(late => late.body?.cancel().catch(() => undefined))
    }, deadlineMs)
    void answer.then(response => {
      clearTimeout(timer)
      resolve(response)
    })
  })
}

/** Lets a request in or throws: who asks, from where, how often. */
async function admit(
  passage: Passage,
  policy: string,
  allowance: { name: string; perMinute: number },
): Promise<void> {
  const { door, declared, request } = passage
  passage.zone = askedZone(request.headers)
  const address = networkAt(passage)
  const open = declared.access === 'public'
  const changes = declared.method !== 'get'
  // An empty one is no key: the cookie counts, which a browser sends for any site.
  if (changes && !request.headers.get('authorization')) refuseCrossSite(request.headers, door.origin)
  if (open && isEntrance(declared)) {
    const signIn = { name: 'auth', perMinute: door.signInsPerMinute ?? 120 }
    take(passage, address, signIn, policyOf(signIn))
  }
  if (open && declared.allowance) take(passage, address, declared.allowance, policyOf(declared.allowance))
  try {
    passage.known = await door.identities.identify(
      request.headers,
      unreachedPosition(door, request.headers, undefined),
    )
  } catch (error) {
    if (!open && error instanceof Fault && error.code === 'unauthenticated') {
      const guesses = { name: 'guesses', perMinute: 300 }
      take(passage, address, guesses, policyOf(guesses))
    }
    if (!open || !(error instanceof Fault)) throw error
  }
  if (passage.known) take(passage, passage.known.id, allowance, policy)
  else if (open) take(passage, address, allowance, policy)
  else throw new Fault('unauthenticated', 'Sign in, or send an API key as a bearer token.')
}

function take(
  passage: Passage,
  caller: string,
  allowance: { name: string; perMinute: number },
  policy: string,
): void {
  const standing = passage.door.limits.take(caller, allowance)
  Object.assign(passage.headers, limitHeaders(policy, allowance.name, standing))
  if (!standing.allowed) throw limited(standing)
}

async function answer(passage: Passage): Promise<Response> {
  const { door, declared, request, known } = passage
  const raw = declared.body === 'raw'
  const question = passage.target.indexOf('?')
  const query = readQuery(declared.query, question < 0 ? '' : passage.target.slice(question + 1))
  const sent =
    raw || !declared.body ? undefined : await readJson(request, (door.deadlineMs ?? usualDeadlineMs) * 0.9)
  const ctx = contextOf(door, known, {
    id: passage.id,
    timeZone: passage.zone,
    traceparent: passage.traced?.traceparent ?? request.headers.get('traceparent') ?? undefined,
    wrote: position => {
      passage.wrote = position
    },
  })
  const run = async (): Promise<Response> => {
    try {
      const checked = declared.body && declared.body !== 'raw' && declared.checkedBy !== 'verb'
      const asked: Asked<unknown, unknown> = {
        ctx,
        params: passage.http.req.param() as Record<string, string>,
        query,
        body: checked ? parse(declared.body as Exclude<Route['body'], 'raw' | undefined>, sent) : sent,
        version: versionsOf(request.headers.get('if-match')),
        http: passage.http,
        identity: known,
        door,
        address: addressOf(passage),
        isLocal: door.proxies.isLocal(peerOf(passage.http), request.headers),
        cached: async (entities, read, ttlSeconds) => {
          const { kept, state } = await door.cached.read(questionOf(passage, known), entities, read, {
            ttlSeconds,
            route: nameOf(declared),
          })
          passage.cache = state
          return keptResponse(passage, kept)
        },
      }
      return seal(passage, await declared.handle(asked as never))
    } catch (error) {
      if (known && error instanceof Fault && error.code === 'forbidden') await note(passage, ctx, error)
      return refuse(passage, error)
    }
  }
  const keyed =
    known && isRepeatable(declared) ? keyedRequest(request, passage.target, sent, ctx.access) : undefined
  const response = keyed ? await once(ctx, keyed, run, { secret: declared.secret }) : await run()
  // Signing in, out or elsewhere changes what this cookie stands for.
  if (isEntrance(declared)) door.identities.forget(request.headers)
  return keyed && response.headers.has('idempotency-replayed') ? seal(passage, response) : response
}

/** Notes a refusal; what cannot be noted is refused all the same. */
async function note({ door, declared, http }: Passage, ctx: Context, fault: Fault): Promise<void> {
  const { method, path } = declared
  try {
    await door.noteRefusal(ctx, fault, { method, path, id: http.req.param('id') })
  } catch (error) {
    door.log.warn('a refusal could not be noted', { requestId: ctx.requestId, error })
  }
}

function questionOf(passage: Passage, known: Known | null): Question {
  const { door, request, target } = passage
  const position = unreachedPosition(door, request.headers, known?.by)
  const permission = permissionIn(known?.permission ?? '', passage.zone)
  return { workspaceId: known?.workspaceId ?? '', permission, target, position }
}

function keptResponse({ request, headers, cache }: Passage, kept: Kept): Response {
  return sendKept(kept, request.headers.get('if-none-match'), { ...headers, ...keptHeaders(kept, cache!) })
}

/** A handler's answer with the frame's headers. */
function seal(passage: Passage, given: Answer | Response): Response {
  const response = given instanceof Response ? given : responseOf(given)
  if (response.headers.has('x-request-id')) return response
  for (const [name, value] of Object.entries(passage.headers))
    if (!response.headers.has(name)) response.headers.set(name, value)
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  const position = passage.wrote ?? response.headers.get('sextant-position')
  if (position) {
    response.headers.set('sextant-position', position)
    if (passage.known?.by === 'cookie')
      response.headers.append('set-cookie', positionCookie(position, passage.door.secure))
  }
  return response
}

function responseOf({ status = 200, body, version, headers = {}, cookies = [] }: Answer): Response {
  const sent = new Headers(headers)
  for (const cookie of cookies) sent.append('set-cookie', cookie)
  if (version !== undefined) sent.set('etag', `"${version}"`)
  if (body === undefined) return new Response(null, { status: status === 200 ? 204 : status, headers: sent })
  if (!sent.has('content-type')) sent.set('content-type', 'application/json')
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: sent })
}

function refuse(passage: Passage, error: unknown): Response {
  // The caller has hung up: nobody reads this, and it is nobody's fault here.
  if (passage.request.signal.aborted)
    return problemResponse(new Fault('malformed', 'The request broke off.'), passage.id, passage.headers)
  const fault = asFault(error)
  if (fault.code === 'internal' || (fault instanceof Fault && statuses[fault.code] >= 500))
    passage.door.log[fault.code === 'internal' ? 'error' : 'warn'](
      `${passage.declared.method} ${passage.declared.path} failed`,
      {
        requestId: passage.id,
        error,
      },
    )
  return problemResponse(fault, passage.id, passage.headers)
}

/** The other end of the socket: the caller, or the last proxy before us. */
const peerOf = (http: HonoContext): string | undefined =>
  (http.env as { address?: () => string | undefined } | undefined)?.address?.()

const addressOf = ({ door, http, request }: Passage): string =>
  door.proxies.addressOf(peerOf(http), request.headers)

/** What counts as one caller where nobody is known: one subscriber has 2^64 addresses of IPv6 to guess from. */
const networkAt = (passage: Passage): string => networkOf(addressOf(passage))
