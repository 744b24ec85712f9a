import * as v from 'valibot'
import { invalid, type Problem } from '../core/errors'
import type { Field } from '../core/field.model'
import { problemOf } from '../core/parse'
import type { CustomValues } from '../core/record.model'

/**
 * Checks values against the workspace's definitions and lays them over what is there. Null removes a value.
 * Throws `invalid` with a problem at `/custom/<key>` for each that does not fit.
 */
export function mergeCustom(
  catalogue: Record<string, Field>,
  before: CustomValues,
  given: CustomValues,
): CustomValues {
  const problems: Problem[] = []
  const merged = { ...before }
  for (const [key, value] of Object.entries(given)) {
    const field = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined
    if (!field) {
      problems.push({
        pointer: `/custom/${key}`,
        code: 'unknown_field',
        message: `There is no field “custom.${key}”.`,
        params: { field: `custom.${key}` },
      })
      continue
    }
    if (value === null) {
      delete merged[key]
      continue
    }
    const result = v.safeParse(field.schema, value)
    if (result.success) merged[key] = result.output
    else problems.push(...result.issues.map(issue => problemOf(issue, `/custom/${key}`)))
  }
  if (problems.length) throw invalid(problems)
  return merged
}
