import { Problem, problemFrom } from './problem'

const timeoutMs = 10_000
const attempts = 3

export interface ReadOptions {
  /** Query parameters; undefined and null are left out. */
  query?: Record<string, string | number | boolean | null | undefined>
  signal?: AbortSignal
}
export interface WriteOptions extends ReadOptions {
  /** The version the edit began from. A record changed since then answers 412, and nothing is overwritten. */
  version?: number
  /** Longer for uploads. Default 10 s. */
  timeoutMs?: number
  /** Stay on the page when the answer is 401 (the sign-in form itself). */
  keepOn401?: boolean
}

/** Talks to the API of this origin. Every failure is thrown as a `Problem`; an empty answer is `undefined`. */
export const api = {
  get: <T>(path: string, options: ReadOptions & { keepOn401?: boolean } = {}) =>
    send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options: WriteOptions = {}) => send<T>('POST', path, body, options),
  patch: <T>(path: string, body: unknown, options: WriteOptions = {}) =>
    send<T>('PATCH', path, body, options),
  put: <T>(path: string, body: unknown, options: WriteOptions = {}) => send<T>('PUT', path, body, options),
  delete: <T>(path: string, options: WriteOptions = {}) => send<T>('DELETE', path, undefined, options),
}

async function send<T>(method: string, path: string, body: unknown, options: WriteOptions): Promise<T> {
  const headers = new Headers({ accept: 'application/json' })
  const payload = encode(body, headers)
  if (method === 'POST' || method === 'PATCH') headers.set('idempotency-key', randomKey())
  if (options.version !== undefined) headers.set('if-match', `"${options.version}"`)
  const response = await attempt(
    method,
    address(path, options.query),
    { method, headers, body: payload },
    options,
  )
  if (response.ok) {
    if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T
    return (await response.json()) as T
  }
  const problem = await problemFrom(response)
  if (problem.status === 401 && !options.keepOn401) toSignIn()
  throw problem
}

/** Reads and keyed writes may be sent again: the server answers a repeated key with its first answer. */
async function attempt(
  method: string,
  url: string,
  init: RequestInit,
  options: WriteOptions,
): Promise<Response> {
  const repeatable = method !== 'POST' || !(init.body instanceof FormData)
  for (let tried = 1; ; tried++) {
    const last = tried === attempts || !repeatable
    try {
      const response = await fetch(url, { ...init, signal: limit(options) })
      if (last || ![502, 503, 504].includes(response.status)) return response
    } catch (error) {
      if (options.signal?.aborted) throw error
      const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
      if (timedOut) throw new Problem('timeout', 0, '')
      if (last || !isOnline()) throw new Problem('offline', 0, '')
    }
    await new Promise(resolve => setTimeout(resolve, 150 * 4 ** (tried - 1)))
  }
}

function limit(options: WriteOptions): AbortSignal {
  const clock = AbortSignal.timeout(options.timeoutMs ?? timeoutMs)
  return options.signal ? AbortSignal.any([options.signal, clock]) : clock
}

function encode(body: unknown, headers: Headers): BodyInit | undefined {
  if (body === undefined) return undefined
  if (body instanceof FormData || body instanceof Blob) return body
  headers.set('content-type', 'application/json')
  return JSON.stringify(body)
}

function address(path: string, query: ReadOptions['query'] = {}): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null) params.set(name, String(value))
  }
  const search = params.toString()
  return search ? `${path}?${search}` : path
}

function toSignIn() {
  const { pathname, search } = location
  if (pathname !== '/sign-in') location.assign(`/sign-in?to=${encodeURIComponent(pathname + search)}`)
}

const isOnline = () => typeof navigator === 'undefined' || navigator.onLine !== false

/** Also on plain http in a local network, where crypto.randomUUID is missing. */
const randomKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
