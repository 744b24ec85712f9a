import * as v from 'valibot'
import type { Field } from '../core/field.model'
import type { Filter, FilterCatalogue, FilterProblem, Operator, Parsed } from './filter.model'
import { checkFilter } from './filter.rules'
import { FilterGroups, groupOperatorNames, groupOperators, type WrittenValue } from './filter-groups.model'
import { targetOf } from './target.rules'
import { nearest } from './text.rules'
import { writtenValue } from './written-value.rules'

const Groups = v.strictObject({ filterGroups: FilterGroups })
type Leaf = FilterGroups[number]['filters'][number]

/**
 * HubSpot's search body `{filterGroups: [{filters: [{propertyName, operator, value, values, highValue}]}]}`: groups are
 * alternatives, the filters of one all hold. Values may be texts, as HubSpot writes them; a time may be milliseconds
 * since 1970. Pointers are into this body.
 */
export function parseFilterGroups(body: unknown, catalogue: FilterCatalogue): Parsed {
  const parsed = v.safeParse(Groups, body)
  if (!parsed.success) return { ok: false, problems: parsed.issues.map(shapeProblem) }
  const groups = parsed.output.filterGroups
  if (groups.length === 0) return { ok: true, filter: undefined }
  const filter = {
    or: groups.map(({ filters }) => ({ and: filters.map(one => leaf(one, catalogue)) })),
  } as Filter
  const problems = checkFilter(filter, catalogue)
  if (problems.length === 0) return { ok: true, filter }
  return { ok: false, problems: problems.map(one => ({ ...one, pointer: located(one.pointer, groups) })) }
}

function leaf(
  { propertyName, operator, value, values, highValue }: Leaf,
  catalogue: FilterCatalogue,
): unknown {
  const op = groupOperators[operator]
  const field = targetOf(propertyName, catalogue)?.field
  const read = (one: WrittenValue | undefined) => readValue(one, op, field)
  if (op === 'known' || op === 'unknown') return { field: propertyName, op }
  if (op === 'in' || op === 'not_in') return { field: propertyName, op, value: (values ?? []).map(read) }
  if (op === 'between') {
    const missing = value === undefined || highValue === undefined
    return { field: propertyName, op, value: missing ? undefined : [read(value), read(highValue)] }
  }
  return { field: propertyName, op, value: read(value) }
}

function readValue(
  value: string | number | boolean | undefined,
  op: Operator,
  field: Field | undefined,
): unknown {
  if (value === undefined || !field) return value
  const epoch = (field.kind === 'date' || field.kind === 'instant') && /^-?\d{1,15}$/.test(String(value))
  if (epoch) {
    const iso = new Date(Number(value)).toISOString()
    return field.kind === 'date' ? iso.slice(0, 10) : iso
  }
  if (typeof value !== 'string') return value
  if (op === 'contains' || op === 'not_contains') return value.replace(/^\*+|\*+$/g, '')
  return writtenValue(value, op, field)
}

function shapeProblem(issue: v.InferIssue<typeof Groups>): FilterProblem {
  const pointer = (issue.path ?? []).map(({ key }) => `/${String(key).slice(0, 100)}`).join('')
  if (pointer.endsWith('/operator')) {
    const names = groupOperatorNames
    const near = typeof issue.input === 'string' ? nearest(issue.input, names) : undefined
    const message = `Use one of ${names.join(', ')}.`
    return { pointer, code: 'unknown_operator', message, params: { nearest: near ?? null } }
  }
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return { pointer, code: 'unknown_key', message: `There is no ${pointer.split('/').at(-1)} here.` }
  if (issue.type === 'non_empty')
    return { pointer, code: 'empty_list', message: 'A group needs at least one filter.' }
  if (issue.type === 'max_length') return { pointer, code: 'too_large', message: 'Use at most 200 groups.' }
  return { pointer, code: 'not_a_filter', message: `Expected ${issue.expected}, received ${issue.received}.` }
}

/** `/or/0/and/1/value/1` of the tree → `/filterGroups/0/filters/1/highValue`. */
function located(pointer: string, groups: { filters: Leaf[] }[]): string {
  const [, , group, , index, part, item] = pointer.split('/')
  if (group === undefined || index === undefined) return '/filterGroups'
  const at = `/filterGroups/${group}/filters/${index}`
  if (part === 'field') return `${at}/propertyName`
  if (part === 'op') return `${at}/operator`
  const { operator } = groups[Number(group)]!.filters[Number(index)]!
  if (operator === 'IN' || operator === 'NOT_IN') return `${at}/values${item === undefined ? '' : `/${item}`}`
  return operator === 'BETWEEN' && item === '1' ? `${at}/highValue` : `${at}/value`
}
