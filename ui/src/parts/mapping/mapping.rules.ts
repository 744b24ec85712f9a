import type { Field } from '@sextant/db/core/field.model'
import { asField, type CustomField } from '@sextant/db/fields/custom-field.model'
import type { ImportEntity } from '@sextant/db/mapping/import-entities.model'
import { importTargets } from '@sextant/db/mapping/import-targets.rules'
import type { ColumnFound, ColumnMapping, ImportSettings } from '@sextant/db/mapping/mapping.model'
import type { Reading } from '@sextant/db/reading/values.rules'

/** Columns and what becomes of them, as far as mapping needs to know of whatever brings them. */
export interface Draft {
  entity: ImportEntity
  columns: readonly ColumnFound[]
  mapping: readonly ColumnMapping[]
  settings: ImportSettings
}

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

/** How the cells of a column are read: its own way where it has one, else that of the whole. */
export const readingOf = (column: ColumnMapping, { settings }: Pick<Draft, 'settings'>): Reading => ({
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

/** “n/a, -” as two values that mean nothing, with the comma of any keyboard. Commas inside a value cannot be said here. */
export const emptyWords = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,،，]/)
      .map(part => part.trim())
      .filter(Boolean),
  ),
]
