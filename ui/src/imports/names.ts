import type { Import } from '@sextant/db/imports/import.model'
import type { ImportEntity } from '@sextant/db/mapping/import-entities.model'
import type { FileFormat } from '@sextant/db/reading/reading.model'
import { format } from '../app/format'
import { kindWord } from '../app/record-places'
import { word } from '../parts/mapping/words.text'
import { sizeOf } from './file-check.rules'
import { t } from './imports.text'
import { spanOf } from './progress.rules'

export const entityWhy = (entity: ImportEntity): string =>
  entity === 'member' ? word('entity.member.why') : kindWord(entity, 'why')
export const importTitle = (entity: ImportEntity): string =>
  entity === 'member' ? t('wizard.member') : kindWord(entity, 'import')
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
