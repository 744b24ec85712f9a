import type { Context as HonoContext } from 'hono'
import type { Door } from './door'
import { framed } from './frame'
import type { Pages } from './pages'
import { requestIdOf } from './request-line'
import type { Route } from './route'

const typed = new WeakMap<Request, Readonly<Record<string, string>>>()

/** What was typed into a form and stands in it again where it is refused. No password: it would be part of a page. */
export const keepTyped = (request: Request, values: Readonly<Record<string, string>>) =>
  void typed.set(request, values)

/**
 * A form of a page as a browser sends it by itself, before the page's script is there or without one: guarded like each route. What is refused is told by
 * the page it came from, in the reader's language.
 */
export function pageForm(door: Door, form: Route, pages: Pages): (http: HonoContext) => Promise<Response> {
  const take = framed(door, form)
  return async http => {
    const request = http.req.raw
    const answer = await take(http)
    if (answer.status < 400) return answer
    const retryAfterSeconds = Number(answer.headers.get('retry-after')) || undefined
    const told = { problem: await answer.json(), retryAfterSeconds, typed: typed.get(request) ?? {} }
    const refused = { status: answer.status, headers: answer.headers, told }
    return pages(request, requestIdOf(answer.headers), { refused })
  }
}
