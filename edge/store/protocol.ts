import { createHash, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import type { Reply } from './reply'
import type { Backend, Outcome } from './store'

const Command = v.pipe(
  v.array(
    v.pipe(
      v.union([v.string(), v.number(), v.boolean()]),
      v.transform(word => String(word)),
    ),
  ),
  v.minLength(1, 'ERR empty command'),
)
const bodies = { '/': Command, '/pipeline': v.array(Command) }
type Path = keyof typeof bodies

/**
 * Upstash's REST protocol as a fetch handler: `POST /` with one command, `POST /pipeline` with a list of them,
 * a bearer token, and answers in base64 when `Upstash-Encoding: base64` asks for it.
 * Answers 200 with `{ result }`, 400 with `{ error }` for a refused command or body, 401, 404, 405; 502 when the Redis behind it is gone.
 */
export function restProtocol(backend: Backend, token: string): (request: Request) => Promise<Response> {
  return async request => {
    const path = new URL(request.url).pathname
    if (path === '/healthz') return Response.json({ ok: true })
    if (!carriesToken(request, token)) return refusal(401, 'Unauthorized')
    if (!(path in bodies)) return refusal(404, `ERR no such path ${path}`)
    if (request.method !== 'POST') return refusal(405, 'ERR method not allowed')
    const body = v.safeParse(bodies[path as Path], await request.json().catch(() => undefined))
    if (!body.success) return refusal(400, `ERR failed to parse the command: ${body.issues[0].message}`)
    const encode = request.headers.get('upstash-encoding') === 'base64' ? base64 : plain
    try {
      return await answer(backend, path as Path, body.output, encode)
    } catch (error) {
      return refusal(502, `ERR the store does not answer: ${error instanceof Error ? error.message : error}`)
    }
  }
}

type Encode = (reply: Reply) => unknown

async function answer(backend: Backend, path: Path, body: string[] | string[][], encode: Encode) {
  const show = (outcome: Outcome) => ('error' in outcome ? outcome : { result: encode(outcome.result) })
  if (path === '/') {
    const [outcome = { error: 'ERR no answer' }] = await backend([body as string[]])
    return Response.json(show(outcome), { status: 'error' in outcome ? 400 : 200 })
  }
  return Response.json((await backend(body as string[][])).map(show))
}

function carriesToken(request: Request, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.get('authorization') ?? ''), digest(`Bearer ${token}`))
}

function plain(reply: Reply): unknown {
  if (Array.isArray(reply)) return reply.map(plain)
  return reply !== null && typeof reply === 'object' ? reply.status : reply
}

// The client leaves a bare OK alone and decodes every other string, other statuses such as PONG included.
function base64(reply: Reply): unknown {
  if (Array.isArray(reply)) return reply.map(base64)
  if (typeof reply === 'string') return Buffer.from(reply).toString('base64')
  if (reply === null || typeof reply === 'number') return reply
  return reply.status === 'OK' ? 'OK' : Buffer.from(reply.status).toString('base64')
}

function refusal(status: number, error: string): Response {
  return Response.json({ error }, { status })
}
