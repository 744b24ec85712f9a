import * as v from 'valibot'
import { invalid, type Problem } from './errors'
import type { AnySchema } from './field.model'

/** Checks input against a schema; gives its output or throws `invalid` with a problem for each wrong place. */
export function parse<S extends AnySchema>(schema: S, input: unknown, at = ''): v.InferOutput<S> {
  const result = v.safeParse(schema, input)
  if (result.success) return result.output
  throw invalid(result.issues.map(issue => problemOf(issue, at)))
}

/** A valibot issue as a problem with a JSON pointer, a stable code and a plain sentence. */
export function problemOf(issue: v.BaseIssue<unknown>, at = ''): Problem {
  const path = issue.path?.map(step => String(step.key).replaceAll('~', '~0').replaceAll('/', '~1')) ?? []
  const pointer = [at, ...path].join('/')
  const key = path.at(-1) ?? 'value'
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { pointer, code: 'unknown_field', message: `There is no field “${key}”.`, params: { field: key } }
  if (issue.received === 'undefined')
    return { pointer, code: 'required', message: `“${key}” is needed.`, params: { field: key } }
  if (issue.kind === 'schema')
    return {
      pointer,
      code: issue.type === 'picklist' ? 'not_an_option' : 'wrong_type',
      message: `“${key}” is ${issue.received}; it must be ${issue.expected}.`,
      params: { field: key, expected: issue.expected ?? '', received: issue.received },
    }
  return { pointer, code: issue.type, message: issue.message, params: { field: key } }
}
