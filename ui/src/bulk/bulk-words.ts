import type { Bulk } from '@sextant/db/bulk/bulk.model'
import { Money } from '@sextant/db/core/field.model'
import * as v from 'valibot'
import { format } from '../app/format'
import { isShown, kindWord, placeOf } from '../app/record-places'
import { fieldName, optionName } from '../parts/mapping/names'
import { t } from './bulk.text'

/** What is known of names here: of members by id, of the workspace's own fields by kind and key. */
export interface Known {
  nameOf: (id: unknown) => string | undefined
  labelOf: (entity: string, key: string) => string | undefined
}

/** What was done, to which kind of record: “Leads: Status → Nurture”. */
export function bulkTitle({ entity, verb, values }: Bulk, known: Known): string {
  const kind = isShown(entity) ? kindWord(entity, 'plural') : (placeOf(entity)?.say('place') ?? entity)
  if (verb === 'sample') return t('sample')
  if (verb !== 'update') return t(verb, { kind })
  const { custom, ...own } = values ?? {}
  const changes = [
    ...Object.entries(own).map(([key, value]) => [fieldName(key), writtenValue(key, value, known)]),
    ...Object.entries(custom ?? {}).map(([key, value]) => [
      known.labelOf(entity, key) ?? key,
      writtenValue(key, value, known),
    ]),
  ].map(([field = '', value = '']) => t('set', { field, value: `\u2068${value}\u2069` }))
  return t('update', { kind, changes: format.listed(changes) })
}

function writtenValue(key: string, value: unknown, { nameOf }: Known): string {
  if (value === null) return t('emptied')
  if (v.is(Money, value)) return format.money(value, 'record')
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
  if (typeof value === 'number') return format.number(value, 6)
  const text = String(value)
  if (key.endsWith('Id')) return nameOf(value) ?? t('unknown')
  if (key === 'country') return format.country(text)
  if (key === 'language') return format.language(text)
  return optionName(text)
}
