import { Money } from '@sextant/db/core/field.model'
import * as v from 'valibot'
import { format } from '../../app/format'
import type { FieldInfo, RecordKind } from './kind'
import { t } from './records.text'

/** A value as text in the reader's language; '' for none. `nameOf` knows what references are called. */
export function shown(
  kind: RecordKind,
  info: FieldInfo,
  value: unknown,
  nameOf: (id: unknown) => string | null | undefined,
  form: 'list' | 'record' = 'record',
): string {
  if (value === null || value === undefined || value === '') return ''
  switch (info.field.kind) {
    case 'money':
      return v.is(Money, value) ? format.money(value, form) : ''
    case 'integer':
    case 'number':
      return typeof value === 'number' && !info.field.traits.ungrouped
        ? format.number(value, 6)
        : String(value)
    case 'boolean':
      return value ? t('yes') : t('no')
    case 'date':
      return format.date(String(value))
    case 'instant':
      // Of what is still to come its time matters.
      return new Date(String(value)) > new Date()
        ? format.moment(String(value))
        : format.relative(String(value))
    case 'country':
      return format.country(String(value))
    case 'language':
      return format.language(String(value))
    case 'select':
      return kind.option?.(info.key, String(value)) ?? String(value)
    case 'reference':
      return nameOf(value) ?? t('reference.unknown')
    default:
      return kind.option?.(info.key, String(value)) ?? String(value)
  }
}
