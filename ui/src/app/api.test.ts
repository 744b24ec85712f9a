import { afterAll, beforeAll, expect, test } from 'bun:test'
import { api } from './api'
import { asProblem } from './problem'

const seen: { path: string; headers: Headers }[] = []
let answers: (() => Response | Promise<Response>)[] = []
const server = Bun.serve({
  port: 0,
  fetch: request => {
    seen.push({ path: new URL(request.url).pathname, headers: new Headers(request.headers) })
    return (answers.length > 1 ? answers.shift() : answers[0])?.() ?? Response.json({})
  },
})
const url = <P extends string>(path: P) => `${server.url.origin}${path}` as P
const script = (...next: (() => Response | Promise<Response>)[]) => {
  answers = next
  seen.length = 0
}
beforeAll(() => script(() => Response.json({ ok: true })))
afterAll(() => server.stop(true))

const failure = async (work: Promise<unknown>) =>
  asProblem(
    await work.then(
      () => undefined,
      error => error,
    ),
  )

test('a write carries an idempotency key and the version it began from', async () => {
  script(() => Response.json({ ok: true }))
  await api.patch(url('/crm/leads/{id}'), { name: 'A' }, { params: { id: 'a b' }, version: 3 })
  expect(seen[0]?.path).toBe('/crm/leads/a%20b')
  expect(seen[0]?.headers.get('if-match')).toBe('"3"')
  expect(seen[0]?.headers.get('idempotency-key')).toMatch(/^[0-9a-f]{32}$/)
})

test('a write that met a bad gateway is sent again with the same key', async () => {
  script(
    () => new Response('', { status: 503 }),
    () => Response.json({ id: 'x' }),
  )
  expect(await api.post(url('/crm/teams'), { name: 'A' })).toMatchObject({ id: 'x' })
  expect(seen).toHaveLength(2)
  expect(seen[0]?.headers.get('idempotency-key')).toBe(seen[1]?.headers.get('idempotency-key') ?? '')
})

test('a problem document becomes a Problem with its fields and request id', async () => {
  const body = {
    code: 'invalid',
    detail: 'No',
    requestId: 'r-1',
    errors: [{ pointer: '/email', message: 'Bad' }, 7],
  }
  script(() => Response.json(body, { status: 422 }))
  const problem = await failure(api.post(url('/crm/teams'), { name: 'A' }))
  expect([problem.code, problem.status, problem.requestId, problem.field('email')?.message]).toEqual([
    'invalid',
    422,
    'r-1',
    'Bad',
  ])
  expect(problem.errors).toHaveLength(1)
})

test('an answer that is no problem document still says its status and request id', async () => {
  script(() => new Response('<h1>', { status: 500, headers: { 'x-request-id': 'r-2' } }))
  const problem = await failure(api.get(url('/crm/models')))
  expect([problem.code, problem.requestId]).toEqual(['http-500', 'r-2'])
})

test('no answer in time is a timeout, and a caller who gives up is not told of a problem', async () => {
  script(() => new Promise<Response>(() => undefined))
  expect((await failure(api.patch(url('/crm/workspace'), {}, { timeoutMs: 30 }))).code).toBe('timeout')
  const stop = new AbortController()
  const work = api.get(url('/crm/models'), { signal: stop.signal })
  stop.abort()
  expect((await work.catch((error: unknown) => error)) instanceof DOMException).toBe(true)
})

test('an empty answer is undefined', async () => {
  script(() => new Response(null, { status: 204 }))
  expect(await api.delete(url('/crm/fields/{id}'), { params: { id: 'x' } })).toBeUndefined()
})
