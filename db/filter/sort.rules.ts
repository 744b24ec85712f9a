import { isPresent } from '../core/record.model'
import type { FilterCatalogue, FilterProblem } from './filter.model'
import { isStorable, nearest } from './text.rules'
import { isDay, isInCalendar, microsOf } from './time.rules'

export interface SortKey {
  field: string
  direction: 'asc' | 'desc'
  nulls: 'last'
}

const maxSortKeys = 3

/** Newest first. */
export const defaultSort: readonly SortKey[] = [{ field: 'createdAt', direction: 'desc', nulls: 'last' }]

export type ParsedSort = { ok: true; sort: readonly SortKey[] } | { ok: false; problems: FilterProblem[] }

/**
 * The query parameter `sort`: up to three sortable fields, `-` before one that goes down, as in `-score,name`. Absent or
 * empty: newest first. Codes: too_many, unknown_field (params.nearest), not_sortable, repeated.
 */
export function parseSort(text: string | null | undefined, catalogue: FilterCatalogue): ParsedSort {
  const words = (text ?? '').split(',').map(word => word.trim())
  if (words.length === 1 && words[0] === '') return { ok: true, sort: defaultSort }
  if (words.length > maxSortKeys)
    return refused('too_many', `Sort by at most ${maxSortKeys} fields.`, { max: maxSortKeys })
  const sort = words.map(word => {
    const direction = word.startsWith('-') ? ('desc' as const) : ('asc' as const)
    return { field: word.replace(/^[+-]/, ''), direction, nulls: 'last' as const }
  })
  const problems = sort.flatMap(({ field }, index) => wrongKey(field, sort.slice(0, index), catalogue))
  return problems.length === 0 ? { ok: true, sort } : { ok: false, problems }
}

function wrongKey(field: string, before: readonly SortKey[], { fields }: FilterCatalogue): FilterProblem[] {
  const sortable = Object.keys(fields).filter(key => fields[key]!.traits.sortable)
  const shown = field.slice(0, 100)
  if (!Object.hasOwn(fields, field)) {
    const near = nearest(field, sortable) ?? null
    const hint = near ? ` Did you mean ${near}?` : ''
    return refused('unknown_field', `There is no field ${shown}.${hint}`, { field: shown, nearest: near })
      .problems
  }
  if (!sortable.includes(field))
    return refused('not_sortable', `Lists are sorted by ${sortable.join(', ')}.`, { field }).problems
  return before.some(key => key.field === field)
    ? refused('repeated', `${field} is named twice.`, { field }).problems
    : []
}

const refused = (code: string, message: string, params: FilterProblem['params']) => ({
  ok: false as const,
  problems: [{ pointer: '?sort', code, message, params }],
})

/** Where a page ended: the last row's value of each column that the list is sorted by, and its id. Plain JSON. */
export interface Cursor {
  values: (string | number | boolean | null)[]
  id: string
}

/** The cursor of a record as the door shows it. Its instants must be as exact as their columns. */
export function cursorOf(
  sort: readonly SortKey[],
  record: { id: string; [field: string]: unknown },
  catalogue: FilterCatalogue,
): Cursor {
  const values = sort.flatMap(({ field }) => {
    const value = record[field] ?? null
    if (catalogue.fields[field]?.kind !== 'money') return [value as Cursor['values'][number]]
    const amount = value as { minor: number; currency: string } | null
    return [amount?.currency ?? null, amount?.minor ?? null]
  })
  return { values, id: record.id }
}

/** Whether a cursor that came back belongs to this sort, so that `keyset` can bind it. */
export function cursorFits(
  cursor: unknown,
  sort: readonly SortKey[],
  catalogue: FilterCatalogue,
): cursor is Cursor {
  if (typeof cursor !== 'object' || cursor === null || !('values' in cursor) || !('id' in cursor))
    return false
  const { values, id } = cursor
  if (
    !Array.isArray(values) ||
    typeof id !== 'string' ||
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
  )
    return false
  const expected = sort.map(({ field: key }) => {
    const field = catalogue.fields[key]
    const kind = field?.kind ?? 'text'
    return { kinds: kind === 'money' ? ['text', 'integer'] : [kind], nullable: !field || !isPresent(field) }
  })
  return fitsAll(values, expected)
}

/** Field by field; a missing amount lacks both of its values. */
function fitsAll(values: unknown[], expected: { kinds: string[]; nullable: boolean }[]): boolean {
  const rest = [...values]
  for (const { kinds, nullable } of expected) {
    const own = rest.splice(0, kinds.length)
    const missing = nullable && own.length === kinds.length && own.every(value => value === null)
    if (!missing && !kinds.every((kind, index) => isOfKind(own[index], kind))) return false
  }
  return rest.length === 0
}

function isOfKind(value: unknown, kind: string): boolean {
  if (kind === 'integer') return Number.isSafeInteger(value)
  if (kind === 'number') return typeof value === 'number' && Number.isFinite(value)
  if (kind === 'boolean') return typeof value === 'boolean'
  if (typeof value !== 'string') return false
  if (kind === 'date') return isDay(value)
  if (kind === 'reference') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)
  if (kind !== 'instant') return isStorable(value)
  const micros = microsOf(value)
  return micros !== undefined && isInCalendar(micros)
}
