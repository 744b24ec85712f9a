import type { Context } from '@sextant/db/core/context'
import type { AnySchema } from '@sextant/db/core/field.model'
import type { Context as HonoContext } from 'hono'
import type { GenericSchema, InferInput, InferOutput } from 'valibot'
import type { Fresh } from './cached'
import type { Door } from './door'
import type { Known } from './identity'
import type { Allowance } from './limits'

/** What a handler is given: who asks, and the parts of the request that its schemas let through. */
export interface Asked<Q, B> {
  ctx: Context
  params: Record<string, string>
  query: Q
  body: B
  /** The versions named by If-Match, when there are any: one of them must be the record's. */
  version: readonly number[] | undefined
  /** For the rare handler that streams or reads raw bytes. */
  http: HonoContext
  /** Who asks; null only on a public route that nobody signed in to. */
  identity: Known | null
  /**
   * Answers a read through the cache, with its ETag. `entities` are all those whose writes outdate the answer, also those it only
   * names; `query` gives JSON text on a miss. An answer that depends on the hour says for how many seconds it holds.
   */
  cached(entities: readonly string[], query: () => Promise<Fresh>, ttlSeconds?: number): Promise<Response>
  door: Door
  /** The caller's network address, for limits. */
  address: string
  /** Whether the caller is a process on this machine. */
  isLocal: boolean
}

/** What a handler gives back. A string `body` is JSON already; `version` becomes the ETag. A Response is sent as it is. */
export interface Answer {
  status?: number
  body?: unknown
  version?: number
  headers?: Record<string, string>
  /** Set-Cookie headers. */
  cookies?: readonly string[]
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'

/** No query, or no body. */
type Nothing = GenericSchema<undefined, undefined>

/** Of each success status; faults are documented by the frame. */
export type Answers = Record<number, { description: string; schema?: AnySchema; contentType?: string }>

export interface Route<Q extends AnySchema = AnySchema, B extends AnySchema = AnySchema> {
  method: Method
  /** Hono's form: `/crm/leads/:id`. */
  path: string
  /** One plain sentence for the reference page. */
  summary: string
  area: string
  /** `public` needs no sign-in: its handler gets a context without a workspace only through `http`. */
  access?: 'signed-in' | 'public'
  /** Of a public route: how often it may be asked from one network, beside what holds everywhere. Routes of one name count together. */
  allowance?: Allowance
  query?: Q
  /** A schema for JSON; `raw` for bytes that the handler streams itself. */
  body?: B | 'raw'
  /** Who checks the body against its schema: the frame, or the verb that is called with it, after its permissions. Default `frame`. */
  checkedBy?: 'frame' | 'verb'
  /** Its answer shows a secret this once, so it is never remembered: the same Idempotency-Key again is a 409 that names the record. */
  secret?: boolean
  answers: Answers
  /** Other fault statuses than the frame's own (401 403 404 409 412 422 429). */
  handle: (asked: Asked<InferOutput<Q>, InferOutput<B>>) => Promise<Answer | Response>
}

/** A route of which types know the address and the shapes: of these the contract with the screens is made (`contract.ts`). */
export interface KnownRoute<M extends Method, P extends string, Q, B, A extends Answers> extends Route {
  method: M
  path: P
  answers: A
  /** For types alone: what is asked and sent. */
  takes?: { query: Q; body: B }
}

/** Declares a route. It is served, documented, and guarded by the frame: sign-in, limits, idempotency, ETag, problem+json. */
export const route = <
  M extends Method,
  P extends string,
  A extends Answers,
  Q extends AnySchema = Nothing,
  B extends AnySchema = Nothing,
>(
  declared: Route<Q, B> & { method: M; path: P; answers: A },
): KnownRoute<M, P, InferInput<Q>, InferInput<B>, A> =>
  declared as unknown as KnownRoute<M, P, InferInput<Q>, InferInput<B>, A>

const entranceForms = ['/sign-in', '/forgot-password', '/reset-password', '/confirm-address']

/** Where sessions begin and end: tries are counted, and what was known of the caller's cookie is forgotten. */
export const isEntrance = ({ method, path }: Pick<Route, 'method' | 'path'>): boolean =>
  method !== 'get' && (path.startsWith('/auth') || entranceForms.includes(path))

/** Whether an Idempotency-Key is heeded. Not where a session begins or ends: a repetition would come without its cookie. */
export const isRepeatable = (route: Pick<Route, 'method' | 'path'>): boolean =>
  route.method !== 'get' && !isEntrance(route)
