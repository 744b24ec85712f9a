import type { Field } from '../core/field.model'
import { fromDecimal } from '../core/money.rules'
import type { Operator } from './filter.model'
import { arityOf } from './value.rules'

/**
 * A value as people and query strings write it, read as the field's kind wants it: `60`, `true`, `480000.50 SAR`, `7d`,
 * `24h`. What cannot be read is given back as it was, so that `checkFilter` says what is wrong with it.
 */
export function writtenValue(text: string, op: Operator, { kind }: Field): unknown {
  if (arityOf(op) === 'span') return writtenSpan(text)
  switch (kind) {
    case 'integer':
    case 'number':
      return /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : text
    case 'boolean':
      return { true: true, false: false }[text.trim().toLowerCase()] ?? text
    case 'money': {
      const [, decimal, currency] = /^\s*([+-]?[\d.]+)\s*([A-Za-z]{3})\s*$/.exec(text) ?? []
      return (decimal && currency && fromDecimal(decimal, currency.toUpperCase())) || text
    }
    case 'date':
    case 'instant':
      return text.trim()
    default:
      return text
  }
}

function writtenSpan(text: string): unknown {
  const [, length, unit] = /^\s*(\d{1,7})\s*(d|h)\s*$/i.exec(text) ?? []
  if (!length || !unit) return text
  return unit.toLowerCase() === 'd' ? { days: Number(length) } : { hours: Number(length) }
}
