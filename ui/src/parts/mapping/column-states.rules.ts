import type { Field } from '@sextant/db/core/field.model'
import type { ColumnFound, ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { askedOf } from './asked.rules'
import {
  type Draft,
  fieldOf,
  isClosedChoice,
  knownValues,
  type OwnField,
  takenTwice,
  unmatchedValues,
} from './mapping.rules'

/** A column of the file with all that the screen says about it. */
export interface ColumnState {
  found: ColumnFound
  column: ColumnMapping
  field: Field | undefined
  isNew: boolean
  /** What a value can be matched with; undefined where values are not matched. */
  options: readonly string[] | undefined
  unmatched: readonly string[]
  known: { of: number; matched: number } | undefined
  /** Header of the column that fills the same field already. */
  takenBy: string | undefined
  /** Known only afterwards: `told` by the field itself, `chosen` for a new one, `maybe` by its name only. */
  leak: 'told' | 'chosen' | 'maybe' | undefined
  /** What its values do not tell and nobody has said yet. */
  asks: ColumnFound['asks']
  /** What a column without a field does all the same: it is part of the name, or tells the currency of the amounts of another (its header). */
  helps: { with: 'name' } | { with: 'currency'; of: string } | undefined
}

/** Everything about the columns of a draft, in their order. `stages` are those of the pipeline that deals go to. */
export function columnStates(one: Draft, own: readonly OwnField[], stages: readonly string[]): ColumnState[] {
  const twice = takenTwice(one.mapping)
  const mapping = new Map(one.mapping.map(column => [column.column, column]))
  const headers = new Map(one.columns.map(found => [found.column, found.header]))
  return one.columns.flatMap(found => {
    const column = mapping.get(found.column)
    if (!column) return []
    const field = fieldOf(one.entity, column, own)
    const isStage = column.field === 'stageId'
    const options = isStage ? stages : isClosedChoice(field) ? field.options : undefined
    const mustMatch =
      options !== undefined && !(isStage && (one.settings.missing.stage === 'create' || !stages.length))
    const unmatched = mustMatch ? unmatchedValues(found, column, options) : []
    const isNew = Boolean(column.create && field && !own.some(mine => `custom.${mine.key}` === column.field))
    const other = twice.get(found.column)
    return [
      {
        found,
        column,
        field,
        isNew,
        options,
        unmatched,
        known: options && !isStage ? knownValues(found, unmatched) : undefined,
        takenBy: other === undefined ? undefined : headers.get(other),
        leak: leakOf(found, field, isNew),
        asks: askedOf(found, column, field),
        helps: field ? undefined : helpOf(one, found, headers),
      },
    ]
  })
}

function helpOf(
  { mapping, settings }: Draft,
  { column, header }: ColumnFound,
  headers: ReadonlyMap<number, string>,
): ColumnState['helps'] {
  if (settings.nameTemplate?.includes(`{${header}}`)) return { with: 'name' }
  const amount = mapping.find(one => one.field !== null && one.readAs.currencyColumn === column)
  return amount && { with: 'currency', of: headers.get(amount.column) ?? '' }
}

function leakOf(found: ColumnFound, field: Field | undefined, isNew: boolean): ColumnState['leak'] {
  if (!field) return undefined
  if (isNew) return field.traits.afterwards ? 'chosen' : found.leak ? 'maybe' : undefined
  if (field.traits.afterwards) return 'told'
  return found.leak ? 'maybe' : undefined
}

/** How many columns have values that nothing stands for. Own fields are checked where their choices are known. */
export const columnsToMatch = (one: Draft, own: readonly OwnField[] = []): number =>
  columnStates(one, own, []).filter(state => state.unmatched.length > 0).length

export const needsLook = (state: ColumnState): boolean =>
  state.unmatched.length > 0 ||
  state.takenBy !== undefined ||
  state.leak === 'maybe' ||
  state.asks !== undefined ||
  (state.field !== undefined && state.found.certainty < 70 && !isAnswered(state))

/** Whether it asked and somebody said: how sure the guess was says nothing any more. */
export const isAnswered = ({ found, asks }: ColumnState): boolean =>
  found.asks !== undefined && asks === undefined
