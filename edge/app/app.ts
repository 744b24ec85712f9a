import { uuidv7 } from '@sextant/db/core/ids'
import { Hono } from 'hono'
import { byPath } from './by-path'
import type { Door } from './door'
import { framed } from './frame'
import { type GuestPage, guestPage } from './guest-page'
import { headOf } from './head-of'
import { pageForm } from './page-form'
import { createPages } from './pages'
import { asFault, problemResponse, Refusal } from './problem'
import { createQuickLane } from './quick-lane'
import { pathOf, readable, requestIdOf } from './request-line'
import type { Route } from './route'
import { apiHeaders } from './security'

/** First segments of the API; every other path is a screen's. */
const apiSegments = [
  'crm',
  'auth',
  'public',
  'hooks',
  't',
  'live',
  'openapi.json',
  'docs',
  'healthz',
  'readyz',
  'metrics',
]

/** The whole door as one fetch handler, for any runtime: the routes, then the screens with their forms, then a problem for everything else. */
export function createApp(
  door: Door,
  routes: readonly Route[],
  forms: readonly Route[] = [],
  guestPages: readonly GuestPage[] = [],
): Hono {
  const app = new Hono()
  const base = apiHeaders(door.secure)
  for (const [path, declared] of byPath(routes)) {
    for (const route of declared) app.on(route.method.toUpperCase(), path, framed(door, route))
    const allow = [
      ...declared.map(({ method }) => method.toUpperCase()),
      ...(declared.some(({ method }) => method === 'get') ? ['HEAD'] : []),
    ]
    app.all(path, http => notAllowed(http.req.raw, allow, base))
  }
  const pages = door.uiDist
    ? createPages({ dist: door.uiDist, secure: door.secure, log: door.log })
    : undefined
  // A form has the address of its page, which is asked for by GET.
  if (pages)
    for (const form of forms) app.on(form.method.toUpperCase(), form.path, pageForm(door, form, pages))
  if (pages) for (const page of guestPages) app.get(page.path, guestPage(door, page, pages))
  async function unrouted(request: Request): Promise<Response> {
    const path = pathOf(request)
    const isPage = request.method === 'GET' || request.method === 'HEAD'
    const id = requestIdOf(request.headers)
    if (pages && !apiSegments.includes(path.split('/')[1]!))
      return isPage ? pages(request, id) : notAllowed(request, ['GET', 'HEAD', ...methodsOf(path)], base)
    return notFoundProblem(id, { ...base, 'x-request-id': id })
  }
  const methodsOf = (path: string) =>
    forms.filter(form => form.path === path).map(({ method }) => method.toUpperCase())
  app.notFound(async ({ req: { raw: request } }) => {
    const answer = await unrouted(request)
    return request.method === 'HEAD' ? headOf(answer) : answer
  })
  app.onError((error, http) => {
    const id = requestIdOf(http.req.raw.headers) || uuidv7()
    door.log.error('a request failed outside its route', {
      requestId: id,
      error,
    })
    return problemResponse(asFault(error), id, { ...base, 'x-request-id': id })
  })
  const quick = createQuickLane(door)
  const whole = app.fetch
  app.fetch = (request, environment, execution) =>
    (request.method === 'GET' ? quick(request) : undefined) ??
    whole(readable(request, door.origin), environment, execution)
  return app
}

function notAllowed(
  { headers }: Request,
  allowed: readonly string[],
  base: Record<string, string>,
): Response {
  const id = requestIdOf(headers)
  const allow = allowed.join(', ')
  const refusal = new Refusal(405, 'method_not_allowed', `This path takes ${allow}.`, { allow })
  return problemResponse(refusal, id, { ...base, 'x-request-id': id })
}

function notFoundProblem(id: string, headers: Record<string, string>): Response {
  const body = {
    type: '/docs#problem-not_found',
    title: 'Not found',
    status: 404,
    detail: 'There is nothing at this path.',
    code: 'not_found',
    requestId: id,
  }
  return new Response(JSON.stringify(body), {
    status: 404,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}
