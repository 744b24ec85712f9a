import type { Filter } from './filter.model'

/** The fields that the filter reads, each once, in the order of the alphabet: `custom.size`, `customer.industry`, `score`. */
export const fieldsOf = (filter: Filter): string[] => [...new Set(leaves(filter, 'field'))].sort()

/**
 * Custom fields that a filter's text may mention, as `custom.<key>`, before anything of it is known to be well formed: what
 * the catalogue must be read for in order to parse it. May name more than the filter reads; a name hidden behind JSON's
 * `\u` escapes is not seen, and is then refused as unknown.
 */
export const customNamesIn = (written: string): string[] => [
  ...new Set(written.replaceAll('\\', '').match(/custom\.[a-z][a-z0-9_]*/g)),
]

/** The kinds of event that the filter counts. */
export const eventsOf = (filter: Filter): string[] => [...new Set(leaves(filter, 'event'))].sort()

function leaves(filter: Filter, of: 'field' | 'event'): string[] {
  if ('and' in filter) return filter.and.flatMap(part => leaves(part, of))
  if ('or' in filter) return filter.or.flatMap(part => leaves(part, of))
  if ('not' in filter) return leaves(filter.not, of)
  if ('event' in filter) return of === 'event' ? [filter.event] : []
  return of === 'field' ? [filter.field] : []
}

/**
 * The same filter in one way of writing it: nested groups of one kind made flat, repetitions dropped, groups of one
 * unwrapped, double negation removed, parts and lists in a fixed order.
 */
export function normalise(filter: Filter): Filter {
  if ('and' in filter) return group('and', filter.and)
  if ('or' in filter) return group('or', filter.or)
  if ('not' in filter) {
    const inner = normalise(filter.not)
    return 'not' in inner ? inner.not : { not: inner }
  }
  if ('event' in filter) {
    const { event, within, count } = filter
    const counted = count && !(count.op === 'gte' && count.value === 1)
    return {
      event,
      ...(within && { within }),
      ...(counted && { count: { op: count.op, value: count.value } }),
    }
  }
  const { field, op, value } = filter
  if (value === undefined) return { field, op }
  return { field, op, value: op === 'in' || op === 'not_in' ? inOrder(value as string[]) : ordered(value) }
}

/** A text that two filters share when they are the same after `normalise`: for a cache's key. */
export const filterKey = (filter: Filter | undefined): string =>
  filter ? JSON.stringify(normalise(filter)) : ''

function group(kind: 'and' | 'or', parts: Filter[]): Filter {
  const flat = parts
    .map(normalise)
    .flatMap(part => (kind in part ? (part as Record<string, Filter[]>)[kind]! : [part]))
  const unique = inOrder(flat)
  return unique.length === 1 ? unique[0]! : ({ [kind]: unique } as Filter)
}

function inOrder<T>(values: readonly T[]): T[] {
  const byText = new Map(values.map(value => [JSON.stringify(value), value]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value)
}

/** Money with its keys in one order. */
function ordered<T>(value: T): T {
  if (Array.isArray(value)) return value.map(ordered) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) as T
}
