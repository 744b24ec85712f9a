import type { FieldKind } from '@sextant/db/core/field.model'
import type { Column } from '../grid/column'
import type { GridProps } from '../grid/grid'
import type { FieldInfo, Rec } from './kind'

/** A record as two lines on a phone. */
export type PhoneLines = GridProps<Rec>['phone']

const widths: Partial<Record<FieldKind, number>> = {
  text: 132,
  longText: 180,
  email: 168,
  phone: 128,
  url: 160,
  domain: 132,
  country: 112,
  language: 96,
  integer: 88,
  number: 96,
  boolean: 96,
  // With the year, in each language.
  date: 112,
  instant: 112,
  money: 120,
  select: 112,
  reference: 132,
}
const figures = new Set<FieldKind>(['integer', 'number', 'money', 'date', 'instant'])

/** Width, alignment and sorting of a field's column, by its kind. */
export const columnOf = (info: FieldInfo, at: number): Omit<Column<Rec>, 'cell'> => ({
  key: info.key,
  label: info.label,
  width: info.field.refersTo === 'member' ? 64 : at === 0 ? 148 : (widths[info.field.kind] ?? 112),
  grow: info.field.refersTo === 'member' ? 0 : undefined,
  numeric: figures.has(info.field.kind),
  sortable: info.field.traits.sortable === true,
  support: at > 0 && !figures.has(info.field.kind),
})
