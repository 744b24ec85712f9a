import { emailKey } from '../core/email-key.rules'
import type { FieldKind, Money } from '../core/field.model'
import { folded, smallLetters } from '../core/folding.rules'
import { type PhonePart, phoneParts } from '../core/phone.rules'
import { dayAt } from '../core/time-zone.rules'
import type { Condition, EventCondition, Filter, FilterCatalogue, Span } from './filter.model'
import { type Target, targetOf } from './target.rules'
import { addDays, held, isDay, microsOf, microsOfDate, spanMicros, startOfDay } from './time.rules'
import { isWording } from './value.rules'

/** When and where it is asked: a day, and today, are those of the asker's time zone (IANA name). */
export interface Asked {
  now: Date
  timeZone: string
}

/** Numbers, days as `YYYY-MM-DD`, instants as microseconds since 1970. */
export type Ordinal = number | string | bigint
export interface Bound {
  value: Ordinal
  inclusive: boolean
}

/** What is tested of a present value. A missing value passes none of these. */
export type Test =
  | { type: 'known' }
  | { type: 'wording'; part: 'whole' | 'inside' | 'start' | 'end'; values: string[]; as: 'folded' | 'small' }
  | { type: 'phone'; parts: PhonePart[] }
  | { type: 'mailbox'; values: string[] }
  | { type: 'choice'; values: (string | number | boolean)[] }
  | { type: 'range'; low?: Bound; high?: Bound; currency?: string }

export interface EventTest {
  kind: string
  /** Microseconds since 1970; both inclusive. Absent: ever. */
  from?: bigint
  to?: bigint
  count: { op: 'gte' | 'lte' | 'eq'; value: number }
}

/** The event of a record's making, by the cause that it names. An import's undo has the same id and another type. */
export interface Making {
  kind: string
  causeType: string
  causeId: string
}

/**
 * A filter with its meaning decided: negation stands only at the leaves, values are folded, and windows are instants. Both
 * engines read this, so that an operator's meaning is written once.
 */
export type Plan =
  | { type: 'and' | 'or'; parts: Plan[] }
  | { type: 'test'; target: Target; test: Test; negated: boolean }
  | { type: 'event'; event: EventTest; negated: boolean }
  | { type: 'made'; making: Making; negated: boolean }

/** Takes a filter that `checkFilter` found nothing wrong with; throws a RangeError for one whose fields the catalogue lacks. */
export function planFilter(filter: Filter, catalogue: FilterCatalogue, asked: Asked, negated = false): Plan {
  if ('and' in filter) return group('and', filter.and, catalogue, asked, negated)
  if ('or' in filter) return group('or', filter.or, catalogue, asked, negated)
  if ('not' in filter) return planFilter(filter.not, catalogue, asked, !negated)
  if ('event' in filter) return { type: 'event', event: planEvent(filter, asked), negated }
  const target = targetOf(filter.field, catalogue)
  if (!target) throw new RangeError(`The catalogue of ${catalogue.entity} has no field ${filter.field}.`)
  if (target.maker) return { type: 'made', making: planMaking(target.maker, filter, catalogue), negated }
  const { positive, opposite } = positiveOf(filter)
  const mailbox = !target.custom && !target.relation && catalogue.keyedEmail === target.key
  return {
    type: 'test',
    target,
    test: planTest(positive, target, mailbox, asked),
    negated: negated !== opposite,
  }
}

/** Whether a filter's plan is another one as time passes: it looks back or ahead from now. */
export function followsTheClock(filter: Filter): boolean {
  if ('and' in filter) return filter.and.some(followsTheClock)
  if ('or' in filter) return filter.or.some(followsTheClock)
  if ('not' in filter) return followsTheClock(filter.not)
  if ('event' in filter) return filter.within !== undefined
  return filter.op === 'in_last' || filter.op === 'in_next'
}

function group(
  type: 'and' | 'or',
  parts: Filter[],
  catalogue: FilterCatalogue,
  asked: Asked,
  negated: boolean,
): Plan {
  const turned = negated ? (type === 'and' ? 'or' : 'and') : type
  return { type: turned, parts: parts.map(part => planFilter(part, catalogue, asked, negated)) }
}

/** A negative operator is the opposite of a positive one: that is why it matches what is missing. */
function positiveOf(condition: Condition): { positive: Condition; opposite: boolean } {
  const opposites = { neq: 'eq', not_in: 'in', not_contains: 'contains', unknown: 'known' } as const
  const { op } = condition
  return op in opposites
    ? { positive: { ...condition, op: opposites[op as keyof typeof opposites] }, opposite: true }
    : { positive: condition, opposite: false }
}

function planEvent({ event, within, count }: EventCondition, { now }: Asked): EventTest {
  const to = microsOfDate(now)
  const window = within ? { from: held(to - spanMicros(within)), to } : {}
  return { kind: event, ...window, count: count ?? { op: 'gte', value: 1 } }
}

const planMaking = (causeType: string, { value }: Condition, { entity }: FilterCatalogue): Making => ({
  kind: `${entity}.created`,
  causeType,
  causeId: String(value).toLowerCase(),
})

function planTest({ op, value }: Condition, { field }: Target, mailbox: boolean, asked: Asked): Test {
  if (op === 'known') return { type: 'known' }
  if (isWording(field.kind)) return planWording(op, value, field.kind, mailbox)
  switch (field.kind) {
    case 'money':
      return { ...planRange(op, amounts(value)), currency: currencyOf(value) }
    case 'date':
      return op === 'in_last' || op === 'in_next'
        ? dayWindow(op, value as Span, asked)
        : planRange(op, value as Ordinal | Ordinal[])
    case 'instant':
      return planInstant(op, value, asked)
    case 'integer':
    case 'number':
      return op === 'in'
        ? { type: 'choice', values: value as number[] }
        : planRange(op, value as Ordinal | Ordinal[])
    default: {
      const values = (Array.isArray(value) ? value : [value]) as (string | boolean)[]
      return { type: 'choice', values: values.map(one => stored(one, field.kind)) }
    }
  }
}

function planWording(
  op: Condition['op'],
  value: Condition['value'],
  kind: FieldKind,
  mailbox: boolean,
): Test {
  const values = (Array.isArray(value) ? value : [value]) as string[]
  const part =
    ({ contains: 'inside', starts_with: 'start', ends_with: 'end' } as const)[op as string] ?? 'whole'
  if (kind === 'phone' && values.every(one => /[0-9]/.test(folded(one))))
    return { type: 'phone', parts: values.flatMap(one => phoneParts(one, part)) }
  if (part === 'whole' && mailbox) return { type: 'mailbox', values: values.map(emailKey) }
  // What says nothing, such as an apostrophe alone, is looked for as it is written.
  const as = values.every(one => folded(one) !== '') ? 'folded' : 'small'
  return { type: 'wording', part, values: values.map(as === 'folded' ? folded : smallLetters), as }
}

/** A choice as it is kept: country codes in capitals, ids in small letters, outer space removed. */
function stored(value: string | boolean, kind: string): string | boolean {
  if (typeof value !== 'string') return value
  if (kind === 'country') return value.trim().toUpperCase()
  return kind === 'reference' ? value.toLowerCase() : value.trim()
}

const amounts = (value: Condition['value']): Ordinal | Ordinal[] =>
  Array.isArray(value) ? value.map(one => (one as Money).minor) : (value as Money).minor

const currencyOf = (value: Condition['value']): string =>
  ((Array.isArray(value) ? value[0] : value) as Money).currency

function planRange(op: Condition['op'], value: Ordinal | Ordinal[]): Test & { type: 'range' } {
  const [low, high] = (Array.isArray(value) ? value : [value, value]) as [Ordinal, Ordinal]
  switch (op) {
    case 'gt':
      return { type: 'range', low: { value: low, inclusive: false } }
    case 'gte':
      return { type: 'range', low: { value: low, inclusive: true } }
    case 'lt':
      return { type: 'range', high: { value: high, inclusive: false } }
    case 'lte':
      return { type: 'range', high: { value: high, inclusive: true } }
    default:
      return { type: 'range', low: { value: low, inclusive: true }, high: { value: high, inclusive: true } }
  }
}

/** `in_last 7 days` of a day: from seven days ago until today, both included. */
function dayWindow(op: 'in_last' | 'in_next', span: Span, { now, timeZone }: Asked): Test {
  const today = dayAt(now.getTime(), timeZone)
  const days = 'days' in span ? span.days : 0
  return planRange(
    'between',
    op === 'in_last' ? [addDays(today, -days), today] : [today, addDays(today, days)],
  )
}

function planInstant(op: Condition['op'], value: Condition['value'], asked: Asked): Test {
  if (op === 'in_last' || op === 'in_next') {
    const now = microsOfDate(asked.now)
    const length = spanMicros(value as Span)
    return planRange('between', op === 'in_last' ? [held(now - length), now] : [now, held(now + length)])
  }
  const [first, last] = (Array.isArray(value) ? value : [value, value]) as [string, string]
  if (op === 'gt' || op === 'lte') return endedBy(op, last, asked)
  if (op === 'gte' || op === 'lt') return planRange(op, beginOf(first, asked))
  return { type: 'range', low: { value: beginOf(first, asked), inclusive: true }, high: endOf(last, asked) }
}

function endedBy(op: 'gt' | 'lte', moment: string, asked: Asked): Test {
  const end = endOf(moment, asked)
  if (op === 'lte') return { type: 'range', high: end }
  return { type: 'range', low: { value: end.value, inclusive: !end.inclusive } }
}

/** A day stands for all of itself: it begins with its first moment and ends before the next day's. */
const beginOf = (moment: string, { timeZone }: Asked): bigint =>
  isDay(moment) ? startOfDay(moment, timeZone) : microsOf(moment)!

function endOf(moment: string, { timeZone }: Asked): Bound {
  if (!isDay(moment)) return { value: microsOf(moment)!, inclusive: true }
  if (moment === '9999-12-31') return { value: microsOf('9999-12-31T23:59:59.999999Z')!, inclusive: true }
  return { value: startOfDay(addDays(moment, 1), timeZone), inclusive: false }
}
