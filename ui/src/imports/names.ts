import type { Field } from '@sextant/db/core/field.model'
import type { Import } from '@sextant/db/imports/import.model'
import type { ImportEntity } from '@sextant/db/mapping/import-entities.model'
import type { ColumnMapping } from '@sextant/db/mapping/mapping.model'
import type { FileFormat } from '@sextant/db/reading/reading.model'
import { format } from '../app/format'
import { fieldWords, kindWord, placeOf } from '../app/record-places'
import { sizeOf } from './file-check.rules'
import { t } from './imports.text'
import { type OwnField, readingOf, spanOf } from './mapping.rules'
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
export const entityWhy = (entity: ImportEntity): string =>
  entity === 'member' ? word('entity.member.why') : kindWord(entity, 'why')
export const importTitle = (entity: ImportEntity): string =>
  entity === 'member' ? t('wizard.member') : kindWord(entity, 'import')
export const kindName = (kind: string) => wordFor(`kind.${kind}`, kind)

/** “Date, day first”, “Money, EUR”, “Company by name”. */
export function readAsName(
  field: Field,
  column: ColumnMapping,
  draft: Pick<Import, 'settings' | 'columns'>,
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

const delimiterWords = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const
export const delimiterName = (delimiter: FileFormat['delimiter']) =>
  word(`delimiter.${delimiterWords[delimiter]}`)
const encodingNames = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
  'windows-1250': 'Windows-1250',
  'windows-1251': 'Windows-1251',
  'windows-1256': 'Windows-1256',
  macintosh: 'Mac Roman',
  shift_jis: 'Shift JIS',
  gb18030: 'GB 18030',
} as const
export const encodingName = (encoding: FileFormat['encoding']) => encodingNames[encoding]

export function sizeName(bytes: number): string {
  const { unit, n } = sizeOf(bytes)
  return unit === 'bytes' ? t('size.bytes', { n }) : t(`size.${unit}`, { n: format.number(n, 1) })
}

export function spanName(seconds: number): string {
  const span = spanOf(seconds)
  return span.unit === 'hours'
    ? t('time.hours', { n: span.n, m: span.m })
    : t(`time.${span.unit}`, { n: span.n })
}

/** “2,140 rows”, or “about 2,140 rows” while nobody has counted them. */
export function rowsName({
  rowsTotal,
  rowsTotalExact,
  preview,
  bytes,
}: Pick<Import, 'rowsTotal' | 'rowsTotalExact' | 'preview' | 'bytes'>): string {
  const n = rowsTotal ?? 0
  // A file of up to a megabyte is counted when it is first looked at.
  const counted = rowsTotalExact || preview?.finished === true || bytes <= 1024 * 1024
  return t(counted ? 'rows' : 'rows.about', { n })
}
