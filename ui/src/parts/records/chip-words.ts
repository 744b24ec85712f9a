import { isDay } from '@sextant/db/filter/time.rules'
import { arityOf } from '@sextant/db/filter/value.rules'
import { format } from '../../app/format'
import { filterValue } from '../chip/filter-value'
import { type Chip, isWindow } from './filter.rules'
import type { FieldInfo, RecordKind } from './kind'
import { t } from './records.text'
import { shown } from './shown'

const dated = new Set(['date', 'instant'])

/** The operator in words that suit the field: “after” a day, “at least” a number. */
export function operatorWord({ op, negated }: Pick<Chip, 'op' | 'negated'>, kind: string): string {
  if (negated && op === 'in_last') return t('op.not_in_last')
  if (negated && op === 'in_next') return t('op.not_in_next')
  if (dated.has(kind) && (op === 'gt' || op === 'gte' || op === 'lt' || op === 'lte'))
    return t(`op.date.${op}`)
  return t(`op.${op}`)
}

/** The value of a chip in words; '' where the operator wants none. */
export function valueWords(
  kind: RecordKind,
  info: FieldInfo,
  chip: Chip,
  nameOf: (id: unknown) => string | null | undefined,
): string {
  const { op, value } = chip
  if (arityOf(op) === 'none' || value === undefined) return ''
  if (isWindow(op) && typeof value === 'object' && !Array.isArray(value)) {
    if ('days' in value) return t('span.days', { n: value.days })
    if ('hours' in value) return t('span.hours', { n: value.hours })
  }
  const words = (Array.isArray(value) ? value : [value]).map(one =>
    info.field.kind === 'instant' ? momentWords(String(one)) : shown(kind, info, one, nameOf, 'list'),
  )
  return op === 'between'
    ? t('span.between', { from: words[0] ?? '', to: words[1] ?? '' })
    : filterValue(words)
}

/** A day in a filter is that whole day; a moment, which only an address can ask for, has its clock too. */
const momentWords = (value: string) =>
  isDay(value) ? format.date(value) : `${format.date(value)} ${format.time(value)}`
