import type { AnswerOf, BodyOf, ParamsOf, PathOf, QueryOf, Verb } from '@sextant/edge/app/contract'
import { isReached, tellAnswered, tellUnanswered } from './online'
import { type Keep, outbox } from './outbox/outbox'
import { isUnreached, Problem, problemFrom } from './problem'

const timeoutMs = 10_000
const attempts = 3

/** How a request is sent, whatever it asks for. */
interface Sending {
  signal?: AbortSignal
  /** Stay on the page when the answer is 401 (the sign-in form itself). */
  keepOn401?: boolean
}
interface WriteSending extends Sending {
  /** The version the edit began from. A record changed since then answers 412, and nothing is overwritten. */
  version?: number
  /** Longer for uploads. Default 10 s. */
  timeoutMs?: number
  /** Where the server cannot be reached the write is kept, to be sent later: the problem `kept` says so. */
  keep?: Keep
}

/** What the path has in braces, and the query; query parameters that are undefined or null are left out. */
type Asked<M extends Verb, P extends PathOf<M>> = Needed<'params', ParamsOf<P>> &
  Needed<'query', QueryOf<M, P>>
type Needed<K extends string, T> = Partial<T> extends T ? { [N in K]?: T } : { [N in K]: T }
type Rest<O> = Partial<O> extends O ? [options?: O] : [options: O]
type Body<M extends Verb, P extends PathOf<M>, O> =
  Partial<O> extends O
    ? undefined extends BodyOf<M, P>
      ? [body?: BodyOf<M, P>, options?: O]
      : [body: BodyOf<M, P>, options?: O]
    : [body: BodyOf<M, P>, options: O]

/**
 * Talks to the API of this origin, by its contract: a path is written as in the reference, `/crm/leads/{id}`, and what it takes and answers follows
 * from it. Every failure is thrown as a `Problem`; an empty answer is `undefined`.
 */
export const api = {
  get: <P extends PathOf<'get'>>(path: P, ...[options]: Rest<Asked<'get', P> & Sending>) =>
    send<AnswerOf<'get', P>>('GET', path, undefined, options),
  post: <P extends PathOf<'post'>>(
    path: P,
    ...[body, options]: Body<'post', P, Asked<'post', P> & WriteSending>
  ) => send<AnswerOf<'post', P>>('POST', path, body, options),
  put: <P extends PathOf<'put'>>(
    path: P,
    ...[body, options]: Body<'put', P, Asked<'put', P> & WriteSending>
  ) => send<AnswerOf<'put', P>>('PUT', path, body, options),
  /** Sends bytes as they are, under the type of the blob. */
  upload: <P extends PathOf<'post'>>(
    path: P,
    bytes: Blob,
    ...[options]: Rest<Asked<'post', P> & WriteSending>
  ) => send<AnswerOf<'post', P>>('POST', path, bytes, options),
  patch: <P extends PathOf<'patch'>>(
    path: P,
    ...[body, options]: Body<'patch', P, Asked<'patch', P> & WriteSending>
  ) => send<AnswerOf<'patch', P>>('PATCH', path, body, options),
  delete: <P extends PathOf<'delete'>>(path: P, ...[options]: Rest<Asked<'delete', P> & WriteSending>) =>
    send<AnswerOf<'delete', P>>('DELETE', path, undefined, options),
}

interface Options extends WriteSending {
  params?: Readonly<Record<string, string>>
  query?: object
}

async function send<T>(method: string, path: string, body: unknown, options: Options = {}): Promise<T> {
  const { keep } = options
  const key = randomKey()
  if (!keep) return sendNow<T>(method, path, body, { ...options, key })
  const wait = () =>
    outbox.keep({ key, method, path: address(path, options), body, version: options.version }, keep)
  // What waits is sent first, and while nobody answers nobody is asked.
  if ((outbox.waitsFor(keep) || !isReached()) && wait()) throw keptAs(key)
  try {
    return await sendNow<T>(method, path, body, { ...options, key })
  } catch (error) {
    if (isUnreached(error) && wait()) throw keptAs(key)
    throw error
  }
}

/** Sends a change that has waited, under the key that it began with. */
export const sendKept = (
  method: string,
  path: string,
  body: unknown,
  options: WriteSending & { key: string },
) => sendNow<{ version?: number; id?: string } | undefined>(method, path, body, options)

const keptAs = (key: string) => new Problem('kept', 0, '', undefined, [], undefined, undefined, { key })

async function sendNow<T>(
  method: string,
  path: string,
  body: unknown,
  options: Options & { key: string },
): Promise<T> {
  const headers = new Headers({ accept: 'application/json' })
  const payload = encode(body, headers)
  if (method === 'POST' || method === 'PATCH') headers.set('idempotency-key', options.key)
  if (options.version !== undefined) headers.set('if-match', `"${options.version}"`)
  const init = { method, headers, body: payload, keepalive: outlives(options, payload) }
  const response = await attempt(method, address(path, options), init, options)
  if (response.ok) {
    if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T
    return (await response.json()) as T
  }
  const problem = await problemFrom(response)
  if (problem.status === 401 && !options.keepOn401) toSignIn()
  throw problem
}

/** A change that would wait for a server also arrives from a page that is left at once. Browsers let few bytes outlive a page: 64 kB of all its requests together. */
const outlives = ({ keep }: WriteSending, payload: BodyInit | undefined) =>
  keep !== undefined && typeof payload === 'string' && payload.length < 4000

/** Reads and keyed writes may be sent again: the server answers a repeated key with its first answer. */
async function attempt(method: string, url: string, init: RequestInit, options: Options): Promise<Response> {
  const repeatable = method !== 'POST' || !(init.body instanceof FormData)
  for (let tried = 1; ; tried++) {
    const last = tried === attempts || !repeatable
    try {
      const response = await fetch(url, { ...init, signal: limit(options) })
      if (![502, 503, 504].includes(response.status)) {
        tellAnswered()
        return response
      }
      if (last) return response
    } catch (error) {
      if (options.signal?.aborted) throw error
      const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
      if (timedOut) throw new Problem('timeout', 0, '')
      if (last || !isOnline() || !isReached()) {
        tellUnanswered()
        throw new Problem('offline', 0, '')
      }
    }
    await new Promise(resolve => setTimeout(resolve, 150 * 4 ** (tried - 1)))
  }
}

function limit(options: Options): AbortSignal {
  const clock = AbortSignal.timeout(options.timeoutMs ?? timeoutMs)
  return options.signal ? AbortSignal.any([options.signal, clock]) : clock
}

function encode(body: unknown, headers: Headers): BodyInit | undefined {
  if (body === undefined) return undefined
  if (body instanceof FormData || body instanceof Blob) return body
  headers.set('content-type', 'application/json')
  return JSON.stringify(body)
}

function address(path: string, { params = {}, query = {} }: Options): string {
  const found = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const given = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) given.set(name, String(value))
  }
  const search = given.toString()
  return search ? `${found}?${search}` : found
}

function toSignIn() {
  const { pathname, search } = location
  if (pathname !== '/sign-in') location.assign(`/sign-in?to=${encodeURIComponent(pathname + search)}`)
}

const isOnline = () => typeof navigator === 'undefined' || navigator.onLine !== false

/** Also on plain http in a local network, where crypto.randomUUID is missing. */
export const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
