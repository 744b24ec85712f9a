import type { AnySchema } from '@sextant/db/core/field.model'
import * as v from 'valibot'
import { byPath } from './by-path'
import type { Route } from './route'

/**
 * For tests: that an answer is what its route declares. Throws for a success without a declared status, for a value that its schema
 * refuses, and for one that its schema does not name.
 */
export function createAnswerCheck(routes: readonly Route[]) {
  const known = byPath(routes).map(([path, declared]) => ({
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`),
    declared,
  }))
  const met = new Set<Route>()
  async function check(method: string, target: string, response: Response): Promise<void> {
    const path = target.split('?')[0]!
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase()
    const route = known.find(({ pattern }) => pattern.test(path))?.declared.find(one => one.method === verb)
    if (!route || !response.ok || method === 'HEAD') return
    const answer = route.answers[response.status]
    const told = `${method} ${route.path} answered ${response.status}`
    if (!answer) throw new Error(`${told}, which it does not declare.`)
    met.add(route)
    if (response.headers.get('content-type') !== 'application/json') {
      if (answer.schema && !answer.contentType) throw new Error(`${told} with no JSON.`)
      return
    }
    if (!answer.schema) throw new Error(`${told} with JSON that has no schema.`)
    const json: unknown = await response.clone().json()
    const parsed = v.safeParse(answer.schema as AnySchema, json)
    if (!parsed.success)
      throw new Error(`${told} with another shape: ${JSON.stringify(v.flatten(parsed.issues as never))}`)
    const strange = unnamed(json, parsed.output)
    if (strange) throw new Error(`${told} with ${strange}, which its schema does not name.`)
  }
  return { check, met }
}

/** The place of something that the schema let through without naming it; undefined where there is none. */
function unnamed(given: unknown, named: unknown, place = ''): string | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  for (const [key, value] of Object.entries(given)) {
    const at = `${place}/${key}`
    if (typeof named !== 'object' || named === null || !Object.hasOwn(named, key)) return at
    const below = unnamed(value, (named as Record<string, unknown>)[key], at)
    if (below) return below
  }
  return undefined
}
