import type { CustomField } from '@sextant/db/fields/custom-field.model'
import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { freshKey, labelOf } from '@sextant/db/mapping/new-names.rules'
import type { ColumnState } from './column-states.rules'
import type { Draft, OwnField } from './mapping.rules'

/** What somebody wants a column to become: a field by its key, one that is made of it, or nothing. */
export type Picked = { field: string } | 'new' | 'skip'

/** A field that a column asks for, as its form holds it. `empty` are the cells that mean nothing. */
export interface NewFieldDraft {
  label: string
  kind: CustomField['kind']
  afterwards: boolean
  empty: string[]
}

/** Keys that a new field of this column cannot have: of fields that are there, and of those that other columns make. */
export const keysTaken = (
  { mapping }: Pick<Draft, 'mapping'>,
  own: readonly Pick<OwnField, 'key'>[],
  column: number,
): Set<string> =>
  new Set([
    ...own.map(({ key }) => key),
    ...mapping.flatMap(one =>
      one.column !== column && one.field?.startsWith(custom) ? [one.field.slice(custom.length)] : [],
    ),
  ])
const custom = 'custom.'

/** What changes in a column by what was picked for it; undefined where it makes a field already. */
export function pickedAs(
  state: ColumnState,
  picked: Picked,
  taken: Set<string>,
): Partial<ColumnMapping> | undefined {
  const { found, column, isNew } = state
  if (picked === 'skip') return { field: null, create: null }
  if (picked === 'new') {
    const draft = {
      label: labelOf(found.header),
      kind: newKind(column),
      afterwards: found.leak,
      empty: column.empty,
    }
    return isNew ? undefined : madeAs(state, draft, taken)
  }
  // What values stand for is about the field that they were matched with.
  return { field: picked.field, create: null, values: picked.field === column.field ? column.values : {} }
}

/** What changes in a column that becomes a field of its own, under a key that is not taken. */
export const madeAs = (
  { column }: Pick<ColumnState, 'column'>,
  { label, kind, afterwards, empty }: NewFieldDraft,
  taken: Set<string>,
): Partial<ColumnMapping> => ({
  field: `${custom}${freshKey(label, taken)}`,
  create: { label, kind, afterwards, ...(kind === 'select' ? { options: [] } : {}) },
  readAs: { ...column.readAs, kind },
  empty,
})

/** People's own fields have neither money nor languages nor references. */
function newKind({ readAs: { kind } }: ColumnMapping): NewFieldDraft['kind'] {
  if (kind === 'money') return 'number'
  return kind === 'language' || kind === 'reference' ? 'text' : kind
}
