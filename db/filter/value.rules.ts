import * as v from 'valibot'
import { type Field, type FieldKind, Money } from '../core/field.model'
import { type Operator, operators, Span } from './filter.model'
import { isStorable } from './text.rules'
import { isDay, isInCalendar, microsOf } from './time.rules'

const equality = ['eq', 'neq'] as const
const membership = ['in', 'not_in'] as const
const order = ['gt', 'gte', 'lt', 'lte', 'between'] as const
const presence = ['known', 'unknown'] as const
const wording = ['contains', 'not_contains', 'starts_with', 'ends_with'] as const
const calendar = ['in_last', 'in_next', 'on'] as const

const words = [...equality, ...membership, ...wording, ...presence]
const choices = [...equality, ...membership, ...presence]
const numbers = [...equality, ...membership, ...order, ...presence]
const days = [...equality, ...order, ...calendar, ...presence]

const byKind: Record<FieldKind, readonly Operator[]> = {
  text: words,
  longText: words,
  email: words,
  phone: words,
  url: words,
  domain: words,
  country: choices,
  language: choices,
  select: choices,
  reference: choices,
  boolean: [...equality, ...presence],
  integer: numbers,
  number: numbers,
  money: [...equality, ...order, ...presence],
  date: days,
  instant: days,
}

/** The operators that a field of this kind understands, in the order in which a menu shows them. */
export const operatorsFor = (kind: FieldKind): readonly Operator[] => byKind[kind]

/** Whether it is the name of an operator. */
export const isOperator = (op: unknown): op is Operator => operators.includes(op as Operator)

/** Kinds compared as text, without regard to case. */
export const isWording = (kind: FieldKind): boolean => byKind[kind] === words

/** What an operator wants as its value. */
export type Arity = 'none' | 'one' | 'list' | 'pair' | 'span'

/** What the operator wants as its value. */
export function arityOf(op: Operator): Arity {
  if (op === 'known' || op === 'unknown') return 'none'
  if (op === 'in' || op === 'not_in') return 'list'
  if (op === 'in_last' || op === 'in_next') return 'span'
  return op === 'between' ? 'pair' : 'one'
}

/** A sentence on what is wrong with one value of a field, or undefined when it can be compared with. */
export function wrongValue(
  value: unknown,
  op: Operator,
  field: Field,
): { code: string; message: string } | undefined {
  if (typeof value === 'number' && !Number.isFinite(value))
    return { code: 'not_finite', message: 'NaN and Infinity cannot be compared with.' }
  if (typeof value === 'string' && !isStorable(value))
    return { code: 'bad_text', message: 'The text has a NUL or half a character in it.' }
  const expected = expectation(value, op, field)
  return expected === undefined ? undefined : { code: 'wrong_value', message: expected }
}

function expectation(value: unknown, op: Operator, field: Field): string | undefined {
  if (isWording(field.kind))
    return typeof value === 'string' && value !== '' ? undefined : 'Write a text that is not empty.'
  switch (field.kind) {
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : 'Write a whole number.'
    case 'number':
      return typeof value === 'number' ? undefined : 'Write a number.'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'Write true or false.'
    case 'money':
      return v.is(Money, value)
        ? undefined
        : 'Write an amount with its currency: {"minor": 48000000, "currency": "SAR"}.'
    case 'date':
      return typeof value === 'string' && isDay(value) ? undefined : 'Write a day like 2026-11-18.'
    case 'instant':
      return typeof value === 'string' && isMoment(value, op)
        ? undefined
        : op === 'on'
          ? 'Write a day like 2026-11-18.'
          : 'Write a day like 2026-11-18 or a time like 2026-11-18T09:30:00Z.'
    default:
      return v.is(field.schema, value) ? undefined : chosen(field)
  }
}

function chosen(field: Field): string {
  if (field.kind === 'reference') return 'Write the id of a record.'
  if (field.kind === 'country') return 'Write a two-letter country code.'
  if (field.kind === 'language') return 'Write a language code such as fr.'
  return field.options ? `Choose from ${field.options.join(', ')}.` : 'This is not one of the choices.'
}

function isMoment(value: string, op: Operator): boolean {
  if (isDay(value)) return true
  const micros = op === 'on' ? undefined : microsOf(value)
  return micros !== undefined && isInCalendar(micros)
}

/** Whether the value is a length of time that the field can be measured in. */
export function wrongSpan(value: unknown, field: Field): string | undefined {
  if (!v.is(Span, value)) return 'Write a length of time: {"days": 7}, or {"hours": 24} for a time.'
  return field.kind === 'date' && 'hours' in value ? 'A day is measured in days, not in hours.' : undefined
}
