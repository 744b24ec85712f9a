import type { Field } from '@sextant/db/core/field.model'
import type { ImportEntity } from '@sextant/db/mapping/import-entities.model'
import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import { format } from '../../app/format'
import { fieldWords, kindWord, placeOf } from '../../app/record-places'
import { type Draft, type OwnField, readingOf } from './mapping.rules'
import { t } from './mapping.text'
import { word } from './words.text'

const ofAreas = await fieldWords()
/** A word of the data model that is found by its key, here or in the areas; a key that has none yet is shown as it is. */
const wordFor = (key: string, otherwise: string) => word.say(key) ?? ofAreas(key) ?? otherwise

/** What a field is called in the reader's language; own fields by their label. */
export function fieldName(
  field: string,
  own: readonly OwnField[] = [],
  create?: ColumnMapping['create'],
): string {
  if (field.startsWith('custom.')) {
    const key = field.slice('custom.'.length)
    return own.find(one => one.key === key)?.label ?? create?.label ?? key
  }
  return wordFor(`field.${field}`, field)
}

export const optionName = (option: string) => wordFor(`option.${option}`, option)
/** A member is no record, and has no place of its own. */
export const entityName = (entity: ImportEntity): string =>
  entity === 'member' ? word('entity.member') : kindWord(entity, 'plural')
export const kindName = (kind: string) => wordFor(`kind.${kind}`, kind)

/** “Date, day first”, “Money, EUR”, “Company by name”. */
export function readAsName(
  field: Field,
  column: ColumnMapping,
  draft: Pick<Draft, 'settings' | 'columns'>,
): string {
  const { dateOrder, currency } = readingOf(column, draft)
  // Each row has its own: the column that tells it stands for all of them.
  const teller = draft.columns.find(found => found.column === column.readAs.currencyColumn)?.header
  if (field.kind === 'date' || field.kind === 'instant')
    return `${kindName(field.kind)}${word('comma')}${word(`order.${dateOrder}`)}`
  if (field.kind === 'money')
    return `${kindName('money')}${word('comma')}${teller ? `\u2068${teller}\u2069` : currency}`
  if (field.kind === 'reference')
    return (
      placeOf(field.refersTo!)?.say('refers') ?? wordFor(`refers.${field.refersTo}`, kindName('reference'))
    )
  return kindName(field.kind)
}

/** A value that was read, as a screen would show it. */
export function valueName(field: Field, value: unknown): string {
  if (value === null || value === undefined) return t('match.empty')
  if (field.kind === 'money' && typeof value === 'object' && 'minor' in value && 'currency' in value)
    return format.money({ minor: Number(value.minor), currency: String(value.currency) }, 'record')
  if (field.kind === 'date') return format.date(String(value))
  if (field.kind === 'instant')
    return `${format.date(String(value))}${word('comma')}${format.time(String(value))}`
  if (field.kind === 'country') return format.country(String(value))
  if (field.kind === 'language') return format.language(String(value))
  if (field.kind === 'boolean') return value ? t('value.yes') : t('value.no')
  if (field.kind === 'select') return optionName(String(value))
  if (typeof value === 'number' && !field.traits.ungrouped) return format.number(value, 6)
  return String(value)
}
