import type { Problem } from '@sextant/db/core/errors'
import type { AnySchema } from '@sextant/db/core/field.model'
import { problemOf } from '@sextant/db/core/parse'
import * as v from 'valibot'
import { malformed } from './problem'
import { isKeepable } from './read-body'

/** The query of a request through a route's schema. Throws `malformed` with a problem at `?name` for each wrong parameter. */
export function readQuery(schema: AnySchema | undefined, search: string): unknown {
  if (!schema) return {}
  const given: Record<string, string> = {}
  const problems: Problem[] = []
  for (const [name, value] of new URLSearchParams(search)) {
    const wrong = (code: string, message: string) => problems.push({ pointer: `?${name}`, code, message })
    if (Object.hasOwn(given, name)) wrong('repeated', `“${name}” is given twice.`)
    if (!isKeepable(name + value)) wrong('unkeepable_text', 'Remove the NUL or broken characters.')
    Object.defineProperty(given, name, { value, enumerable: true, configurable: true })
  }
  const result = v.safeParse(schema, given)
  if (!result.success) problems.push(...result.issues.map(issue => atParameter(problemOf(issue))))
  if (problems.length) throw malformed(problems)
  return result.output
}

const atParameter = (problem: Problem): Problem => ({ ...problem, pointer: `?${problem.pointer.slice(1)}` })
