import { Money } from '@sextant/db/core/field.model'
import { isPresent } from '@sextant/db/core/record.model'
import * as v from 'valibot'
import type { CellEdit } from '../grid/grid.model'
import { type FieldInfo, fieldValue, type Rec, type RecordKind } from './kind'
import type { Members } from './members'
import { t } from './records.text'

interface EditWith {
  kind: RecordKind
  info: FieldInfo
  members: Members
  currency: string
  may: (record: Rec) => boolean
  save: (record: Rec, values: Record<string, unknown>) => Promise<unknown>
}

/** How a field is edited in place; undefined for what cannot be (read-only, long text, references other than people). */
export function editOf({ kind, info, members, currency, may, save }: EditWith): CellEdit<Rec> | undefined {
  const { field, key } = info
  if (field.traits.readOnly || info.related) return undefined
  const write = async (record: Rec, value: unknown) => void (await save(record, { [key]: value }))
  const text = (record: Rec) => {
    const value = fieldValue(record, key)
    return value === null ? null : String(value)
  }
  const none = isPresent(field) ? [] : [{ value: '', label: t('none') }]
  switch (field.kind) {
    case 'reference':
      if (field.refersTo !== 'member') return undefined
      return {
        kind: 'select',
        may,
        look: 'person',
        value: text,
        options: () => [...none, ...members.all().map(({ id, name }) => ({ value: id, label: name }))],
        save: write,
      }
    case 'select':
      return {
        kind: 'select',
        may: record => may(record) && (kind.next?.(record, key)?.length ?? 1) > 0,
        look: value => kind.tone?.(key, value),
        value: text,
        options: record => [...none, ...choices(kind, info, record)],
        save: write,
      }
    case 'boolean':
      return {
        kind: 'select',
        may,
        value: text,
        options: () => [
          { value: '', label: t('none') },
          { value: 'true', label: t('yes') },
          { value: 'false', label: t('no') },
        ],
        save: (record, value) => write(record, value === null ? null : value === 'true'),
      }
    case 'money':
      return {
        kind: 'money',
        may,
        currency,
        value: record => {
          const value = fieldValue(record, key)
          return v.is(Money, value) ? value : null
        },
        save: write,
      }
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        may,
        value: record => {
          const value = fieldValue(record, key)
          return typeof value === 'number' ? value : null
        },
        save: write,
      }
    case 'date':
      return { kind: 'date', may, value: text, save: write }
    case 'longText':
    case 'instant':
      return undefined
    default:
      return { kind: 'text', may, value: text, save: write }
  }
}

/** What a select offers: the steps allowed from here with the present value first, else all its options and the present one. */
function choices(kind: RecordKind, { field, key }: FieldInfo, record: Rec) {
  const present = fieldValue(record, key)
  const own = typeof present === 'string' ? [present] : []
  const offered = kind.next?.(record, key) ?? field.options ?? []
  return [...new Set([...own, ...offered])].map(value => ({
    value,
    label: kind.option?.(key, value) ?? value,
  }))
}
