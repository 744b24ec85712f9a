import { emailKey } from '../core/email-key.rules'
import type { Field, Money } from '../core/field.model'
import { folded, smallLetters } from '../core/folding.rules'
import { hasPhonePart } from '../core/phone.rules'
import type { Filter, FilterCatalogue } from './filter.model'
import {
  type Asked,
  type EventTest,
  type Making,
  type Ordinal,
  type Plan,
  planFilter,
  type Test,
} from './plan.rules'
import type { Target } from './target.rules'
import { isDay, microsOf } from './time.rules'

/** A record as the door shows it: fields by key, instants as ISO text, custom values under `custom`. */
export type FilteredRecord = Record<string, unknown>

export interface Facts extends Asked {
  catalogue: FilterCatalogue
  /** Related records by the relation's name; null or absent when there is none. */
  relations?: Record<string, FilteredRecord | null>
  /** Every event about this record that an event condition may count, and that of its making, with its cause. */
  events?: readonly FilteredEvent[]
}

interface FilteredEvent {
  kind: string
  occurredAt: string
  causeType?: string | null
  causeId?: string | null
}

/** Whether the record matches, with the same answer as `compileFilter`'s SQL. Takes a filter that `checkFilter` accepts. */
export const evaluate = (filter: Filter, record: FilteredRecord, facts: Facts): boolean =>
  evaluatePlan(planFilter(filter, facts.catalogue, facts), record, facts)

/** The same with a plan made once, for many records. */
export function evaluatePlan(
  plan: Plan,
  record: FilteredRecord,
  facts: Pick<Facts, 'relations' | 'events'>,
): boolean {
  switch (plan.type) {
    case 'and':
      return plan.parts.every(part => evaluatePlan(part, record, facts))
    case 'or':
      return plan.parts.some(part => evaluatePlan(part, record, facts))
    case 'event':
      return happened(plan.event, facts.events ?? []) !== plan.negated
    case 'made':
      return (facts.events ?? []).some(event => isMaking(event, plan.making)) !== plan.negated
    case 'test':
      return passes(plan.test, presentValue(plan.target, record, facts.relations ?? {})) !== plan.negated
  }
}

type Value = string | number | boolean | bigint | Money

/** The value, or undefined when it is missing or is not of the field's kind. */
function presentValue(
  { key, field, custom, relation }: Target,
  record: FilteredRecord,
  relations: Record<string, FilteredRecord | null>,
): Value | undefined {
  const holder = relation ? relations[relation.name] : record
  if (!holder || (relation && (holder.deletedAt ?? null) !== null)) return undefined
  const values = (custom ? (holder.custom ?? {}) : holder) as FilteredRecord
  return Object.hasOwn(values, key) ? asKind(values[key], field) : undefined
}

function asKind(value: unknown, { kind }: Field): Value | undefined {
  if (value === null || value === undefined) return undefined
  switch (kind) {
    case 'integer':
    case 'number':
      return typeof value === 'number' ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'money':
      return typeof value === 'object' && 'minor' in value && 'currency' in value
        ? (value as Money)
        : undefined
    case 'date':
      return typeof value === 'string' && isDay(value) ? value : undefined
    case 'instant':
      return typeof value === 'string' ? microsOf(value) : undefined
    default:
      return typeof value === 'string' ? value : undefined
  }
}

function passes(test: Test, value: Value | undefined): boolean {
  if (value === undefined) return false
  switch (test.type) {
    case 'known':
      return true
    case 'wording': {
      const text = test.as === 'folded' ? folded(value as string) : smallLetters(value as string)
      if (test.part === 'whole') return test.values.includes(text)
      if (test.part === 'start') return test.values.some(part => text.startsWith(part))
      return test.values.some(part => (test.part === 'end' ? text.endsWith(part) : text.includes(part)))
    }
    case 'phone':
      return hasPhonePart(value as string, test.parts)
    case 'mailbox':
      return test.values.includes(emailKey(value as string))
    case 'choice':
      return test.values.includes(value as string | number | boolean)
    case 'range':
      return inRange(test, value)
  }
}

function inRange({ low, high, currency }: Test & { type: 'range' }, value: Value): boolean {
  let measured = value as Ordinal
  if (currency !== undefined) {
    const amount = value as Money
    if (amount.currency !== currency) return false
    measured = amount.minor
  }
  if (low && !(low.inclusive ? measured >= low.value : measured > low.value)) return false
  return !high || (high.inclusive ? measured <= high.value : measured < high.value)
}

const isMaking = (event: FilteredEvent, { kind, causeType, causeId }: Making): boolean =>
  event.kind === kind && event.causeType === causeType && event.causeId?.toLowerCase() === causeId

function happened({ kind, from, to, count }: EventTest, events: NonNullable<Facts['events']>): boolean {
  const found = events.filter(event => {
    if (event.kind !== kind) return false
    const at = microsOf(event.occurredAt)
    return at !== undefined && (from === undefined || at >= from) && (to === undefined || at <= to)
  }).length
  if (count.op === 'eq') return found === count.value
  return count.op === 'gte' ? found >= count.value : found <= count.value
}
