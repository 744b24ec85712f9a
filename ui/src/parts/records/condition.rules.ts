import type { Filter, FilterCatalogue } from '@sextant/db/filter/filter.model'
import { parseFilter } from '@sextant/db/filter/parse-filter.rules'

/** A condition as the chips of a filter are written. */
export const writtenOf = (filter: Filter | null): string => (filter ? JSON.stringify(filter) : '')

/** What chips say, as a condition; undefined where it cannot be read. */
export function conditionOf(text: string, catalogue: FilterCatalogue): Filter | null | undefined {
  const read = parseFilter(text, catalogue)
  return read.ok ? (read.filter ?? null) : undefined
}
