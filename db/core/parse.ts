import * as v from 'valibot'
import { invalid, type Problem } from './errors'
import type { AnySchema } from './field.model'

/** Checks input against a schema; gives its output or throws `invalid` with a problem for each wrong place. */
export function parse<S extends AnySchema>(schema: S, input: unknown, at = ''): v.InferOutput<S> {
  // valibot takes an empty list for an object without fields.
  if (Array.isArray(input) && schema.expects === 'Object')
    throw invalid([wrongType(at, 'value', 'Array', 'Object')])
  const result = v.safeParse(schema, input)
  if (result.success) return result.output
  throw invalid(result.issues.map(issue => problemOf(issue, at)))
}

/** A valibot issue as a problem with a JSON pointer, a stable code and a plain sentence. */
export function problemOf(issue: v.BaseIssue<unknown>, at = ''): Problem {
  const path = issue.path?.map(step => String(step.key).replaceAll('~', '~0').replaceAll('/', '~1')) ?? []
  const pointer = [at, ...path].join('/')
  const key = path.at(-1) ?? 'value'
  if (issue.type === 'strict_object' && issue.expected === 'never') return unknownField(pointer, key)
  if (issue.kind === 'validation' && issue.path?.at(-1)?.origin === 'key') return unknownField(pointer, key)
  if (issue.received === 'undefined')
    return { pointer, code: 'required', message: `“${key}” is needed.`, params: { field: key } }
  if (issue.kind === 'schema') {
    const problem = wrongType(pointer, key, issue.received, issue.expected ?? '')
    return issue.type === 'picklist' ? { ...problem, code: 'not_an_option' } : problem
  }
  return { pointer, code: issue.type, message: issue.message, params: { field: key } }
}

const unknownField = (pointer: string, field: string): Problem => ({
  pointer,
  code: 'unknown_field',
  message: `There is no field “${field}”.`,
  params: { field },
})

const wrongType = (pointer: string, field: string, received: string, expected: string): Problem => ({
  pointer,
  code: 'wrong_type',
  message: `“${field}” is ${received}; it must be ${expected}.`,
  params: { field, expected, received },
})
