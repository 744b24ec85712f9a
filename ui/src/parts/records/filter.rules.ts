import { toDecimal } from '@sextant/db/core/money.rules'
import type { Condition, Filter, FilterCatalogue, Operator } from '@sextant/db/filter/filter.model'
import { parseFilter } from '@sextant/db/filter/parse-filter.rules'
import { arityOf } from '@sextant/db/filter/value.rules'

/** One chip: a condition, or (only “in the last …” and “in the next …”) its opposite. */
export interface Chip {
  field: string
  op: Operator
  value?: Condition['value']
  negated?: boolean
}

export type Chips =
  /** All of them hold. */
  | { type: 'chips'; chips: readonly Chip[] }
  /** A tree that chips cannot show: kept as it is. */
  | { type: 'advanced'; filter: Filter }
  /** Written by hand and not understood; the server will say why. */
  | { type: 'unreadable' }

/** Reads a list's filter, as it stands in the address, into chips. */
export function chipsOf(text: string, catalogue: FilterCatalogue): Chips {
  const parsed = parseFilter(text, catalogue)
  if (!parsed.ok) return { type: 'unreadable' }
  if (!parsed.filter) return { type: 'chips', chips: [] }
  const parts = 'and' in parsed.filter ? parsed.filter.and : [parsed.filter]
  const chips = parts.map(chipOf)
  return chips.every(chip => chip !== undefined)
    ? { type: 'chips', chips }
    : { type: 'advanced', filter: parsed.filter }
}

function chipOf(part: Filter): Chip | undefined {
  if ('not' in part && 'field' in part.not && isWindow(part.not.op)) return { ...part.not, negated: true }
  return 'field' in part ? part : undefined
}

export const isWindow = (op: Operator) => op === 'in_last' || op === 'in_next'

/** Writes chips as the address and the API take them: compact where it can be, else the tree as JSON. */
export function writeChips(chips: readonly Chip[]): string {
  if (chips.some(chip => chip.negated)) {
    const parts = chips.map(({ negated, ...condition }): Filter => (negated ? { not: condition } : condition))
    return JSON.stringify(parts.length === 1 ? parts[0] : { and: parts })
  }
  return chips.map(writeChip).join(';')
}

function writeChip({ field, op, value }: Chip): string {
  if (value === undefined || arityOf(op) === 'none') return `${field}:${op}`
  const values = Array.isArray(value) ? value : [value]
  return `${field}:${op}:${values.map(writeValue).join(',')}`
}

function writeValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return quoted(String(value))
  if ('minor' in value && 'currency' in value)
    return `${toDecimal({ minor: Number(value.minor), currency: String(value.currency) })} ${String(value.currency)}`
  if ('days' in value) return `${String(value.days)}d`
  return 'hours' in value ? `${String(value.hours)}h` : quoted(JSON.stringify(value))
}

/** Quoted where a separator, a quote, a backslash or outer space would be read as something else. */
const quoted = (text: string) =>
  /^[^\s:,;"\\](?:[^:,;"\\]*[^\s:,;"\\])?$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`
