import type { Field } from '@sextant/db/core/field.model'
import { asField, type CustomField } from '@sextant/db/fields/custom-field.model'
import type { Import } from '@sextant/db/imports/import.model'
import type { ImportEntity } from '@sextant/db/mapping/import-entities.model'
import { importTargets } from '@sextant/db/mapping/import-targets.rules'
import type { ColumnFound, ColumnMapping } from '@sextant/db/mapping/mapping.model'
import type { Reading } from '@sextant/db/reading/values.rules'

/** A field that the workspace added, as far as mapping needs it. */
export type OwnField = Pick<CustomField, 'key' | 'label' | 'kind' | 'options' | 'afterwards'>

/** The field that a column becomes: of the entity, of the workspace, or the one that will be made. Undefined when it is left out. */
export function fieldOf(
  entity: ImportEntity,
  column: ColumnMapping,
  own: readonly OwnField[],
): Field | undefined {
  if (column.field === null) return undefined
  const target = importTargets(entity)[column.field]
  if (target) return target
  const mine = own.find(field => `custom.${field.key}` === column.field)
  if (mine) return asField(mine)
  return column.create
    ? asField({
        kind: column.create.kind,
        options: column.create.options ?? null,
        afterwards: column.create.afterwards,
      })
    : undefined
}

/** How the cells of a column are read: its own way where it has one, else the import's. */
export const readingOf = (column: ColumnMapping, { settings }: Pick<Import, 'settings'>): Reading => ({
  dateOrder: column.readAs.dateOrder ?? settings.dateOrder,
  decimal: column.readAs.decimal ?? settings.decimal,
  currency: column.readAs.currency ?? settings.currency,
  timeZone: settings.timeZone,
})

const fold = (text: string) => text.trim().toLowerCase()

/** A choice that accepts nothing but its options. */
export const isClosedChoice = (field: Field | undefined): field is Field & { options: readonly string[] } =>
  field?.kind === 'select' && !('pipe' in field.schema) && Boolean(field.options?.length)

/** The values of a choice that somebody may want to match: those found, and those matched already. */
export function valuesToMatch(found: ColumnFound, column: ColumnMapping): string[] {
  const seen = new Map<string, string>()
  for (const value of [...found.unmatched, ...Object.keys(column.values ?? {}), ...found.samples])
    if (!seen.has(fold(value))) seen.set(fold(value), value)
  return [...seen.values()]
}

/** The values of a choice that nothing stands for yet: rows with them would be refused. */
export function unmatchedValues(
  found: ColumnFound,
  column: ColumnMapping,
  options: readonly string[],
): string[] {
  const understood = new Set(
    [...options, ...Object.keys(column.values ?? {}), ...(column.empty ?? [])].map(fold),
  )
  return valuesToMatch(found, column).filter(value => !understood.has(fold(value)))
}

/** How many of the different values found are understood. `of` grows with what the file's first thousand rows held. */
export function knownValues(
  found: ColumnFound,
  unmatched: readonly string[],
): { of: number; matched: number } {
  const of = Math.max(found.known?.of ?? 0, found.samples.length, unmatched.length)
  return { of, matched: Math.max(0, of - unmatched.length) }
}

/** Column that fills the same field and comes first, by column. */
export function takenTwice(mapping: readonly ColumnMapping[]): Map<number, number> {
  const first = new Map<string, number>()
  const twice = new Map<number, number>()
  for (const { column, field } of mapping) {
    if (field === null) continue
    const other = first.get(field)
    if (other === undefined) first.set(field, column)
    else twice.set(column, other)
  }
  return twice
}

/** “n/a, -” as two values that mean nothing. Commas inside a value cannot be said here. */
export const emptyWords = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map(part => part.trim())
      .filter(Boolean),
  ),
]

/** Rows a second over the last observations, or undefined while too little is known. */
export function rateOf(seen: readonly { at: number; rows: number }[]): number | undefined {
  const first = seen[0]
  const last = seen.at(-1)
  if (!first || !last || last.at - first.at < 900 || last.rows <= first.rows) return undefined
  return ((last.rows - first.rows) * 1000) / (last.at - first.at)
}

/** “about 40 s”, “3 min”, “1 h 20 min”: coarse, since it is a guess. */
export function spanOf(
  seconds: number,
): { unit: 'seconds' | 'minutes'; n: number } | { unit: 'hours'; n: number; m: number } {
  if (seconds < 90)
    return {
      unit: 'seconds',
      n: Math.max(1, seconds < 10 ? Math.ceil(seconds) : Math.round(seconds / 5) * 5),
    }
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return { unit: 'minutes', n: minutes }
  return { unit: 'hours', n: Math.floor(minutes / 60), m: minutes % 60 }
}

/** The share of the file that was read, 0 to 1, by bytes: rows in all are an estimate until the end. */
export function shareRead({
  state,
  byteOffset,
  bytes,
  counts,
  rowsTotal,
}: Pick<Import, 'state' | 'byteOffset' | 'bytes' | 'counts' | 'rowsTotal'>): number {
  if (['done', 'undoing', 'undone'].includes(state)) return 1
  if (bytes > 0 && byteOffset > 0) return Math.min(1, byteOffset / bytes)
  return rowsTotal ? Math.min(1, counts.read / rowsTotal) : 0
}
