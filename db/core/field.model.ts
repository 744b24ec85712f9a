import * as v from 'valibot'
import { isCurrency } from './currencies.rules'

/** What a value is. The kind decides its column, its filter operators, its import parser, its form control and its cell. */
const fieldKinds = [
  'text',
  'longText',
  'email',
  'phone',
  'url',
  'domain',
  'country',
  'language',
  'integer',
  'number',
  'boolean',
  'date',
  'instant',
  'money',
  'select',
  'reference',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** The code of a currency that there is, or was. */
export const Currency = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{3}$/, 'A currency is three capital letters, such as EUR.'),
  v.check(isCurrency, 'There is no such currency.'),
)

/** An amount in minor units (cents) of an ISO 4217 currency. Never a float. */
export const Money = v.strictObject({
  minor: v.pipe(v.number(), v.safeInteger()),
  currency: Currency,
})
export type Money = v.InferOutput<typeof Money>

// biome-ignore lint/suspicious/noExplicitAny: a schema of any value is what valibot itself calls this
export type AnySchema = v.GenericSchema<any, any>

export interface FieldTraits {
  /** A create without it is refused. */
  required?: boolean
  /** The value of a new record that does not say. Such a field is never missing. */
  default?: string | number | boolean
  /** Set by Sextant, never by a caller. */
  readOnly?: boolean
  /** Kept up to date by the machine by itself: a change of such fields alone is nobody's change. */
  derived?: boolean
  /** Says something about a person: part of an access export and of an erasure. */
  personal?: boolean
  /** Known only once the outcome is known: never a model's feature. */
  afterwards?: boolean
  /** Part of the text that search looks through. */
  searched?: boolean
  /** Has an index that a list can be sorted by. */
  sortable?: boolean
  /** Records are looked for by it though nobody writes it: a reference that is read-only has no index else. */
  indexed?: boolean
  /** Some role may not read it: a record can come without it. */
  withheld?: boolean
  /** A figure that is read digit by digit, such as a year: written 1984, never 1,984. */
  ungrouped?: boolean
}

export interface Field<S extends AnySchema = AnySchema, T extends FieldTraits = FieldTraits> {
  kind: FieldKind
  /** The schema of a present value; null and absence are the record's business. */
  schema: S
  traits: T
  /** Values of a select. An open select also accepts others. */
  options?: readonly string[]
  /** Entity that a reference points to. */
  refersTo?: string
}

export type Fields = Record<string, Field>

const field =
  <S extends AnySchema>(kind: FieldKind, schema: S) =>
  <const T extends FieldTraits = Record<never, never>>(traits: T = {} as T): Field<S, T> => ({
    kind,
    schema,
    traits,
  })

/** Text without outer space, of at most so many characters, that the database can keep. */
export const trimmed = (max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('Write at least one character.'),
    // Marks that only steer the writing, such as U+200F, show nothing that anybody could read or click.
    v.check(
      text => text === '' || /[^\s\p{Cf}]/u.test(text),
      'Write at least one character that can be seen.',
    ),
    v.maxLength(max, `At most ${max} characters.`),
    v.check(text => !text.includes('\u0000'), 'Remove the NUL character.'),
    // JSON can write half of a surrogate pair; Postgres would keep another character in its place.
    v.check(text => !/\p{Surrogate}/u.test(text), 'There is half a character in it.'),
  )

export const text = field('text', trimmed(255))
export const longText = field('longText', trimmed(100_000))
/** Letters of any script before and behind the @: RFC 6531. */
const mailbox =
  /^[\p{L}\p{M}\p{N}.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?)*$/u
export const email = field(
  'email',
  v.pipe(trimmed(254), { ...v.rfcEmail('Write an address like name@company.com.'), requirement: mailbox }),
)
export const phone = field(
  'phone',
  v.pipe(trimmed(40), v.regex(/^[+(]?[\d٠-٩۰-۹\s().\-/xX]{5,}$/, 'Write a phone number with digits.')),
)
export const url = field('url', v.pipe(trimmed(2048), v.url('Write an address that begins with https://.')))
export const domain = field(
  'domain',
  v.pipe(
    trimmed(253),
    v.toLowerCase(),
    // Many scripts write their vowels as marks of their own.
    v.regex(
      /^([\p{L}\d]([\p{L}\p{M}\d-]*[\p{L}\p{M}\d])?\.)+[\p{L}\p{M}\d-]{2,}$/u,
      'Write a domain like company.com.',
    ),
  ),
)
export const country = field(
  'country',
  v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^[A-Z]{2}$/, 'Write a two-letter country code.')),
)
export const language = field(
  'language',
  v.pipe(v.string(), v.trim(), v.regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'Write a language code such as fr.')),
)
export const integer = field('integer', v.pipe(v.number(), v.safeInteger('Write a whole number.')))
export const number = field('number', v.pipe(v.number(), v.finite('Write a number.')))
export const boolean = field('boolean', v.boolean())
export const date = field(
  'date',
  v.pipe(
    v.string(),
    v.isoDate('Write a day like 2026-11-18.'),
    v.check(isRealDay, 'This day does not exist.'),
  ),
)
export const instant = field(
  'instant',
  v.pipe(
    v.string(),
    v.isoTimestamp('Write a time like 2026-11-18T09:30:00Z.'),
    v.check(isRealInstant, 'This time does not exist.'),
  ),
)
export const money = field('money', Money)

/** A closed choice: any other value is refused. */
export const select = <const O extends readonly string[], const T extends FieldTraits = Record<never, never>>(
  options: O,
  traits: T = {} as T,
) => ({
  kind: 'select' as const,
  schema: v.picklist(options),
  traits,
  options,
})

/** A choice that starts from known values and accepts others, such as a lead's source. */
export const openSelect = <const T extends FieldTraits = Record<never, never>>(
  options: readonly string[],
  traits: T = {} as T,
) => ({ kind: 'select' as const, schema: trimmed(120), traits, options })

export const reference = <const T extends FieldTraits = Record<never, never>>(
  refersTo: string,
  traits: T = {} as T,
) => ({
  kind: 'reference' as const,
  schema: v.pipe(v.string(), v.uuid('Write the id of a record.')),
  traits,
  refersTo,
})

function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`)
  // There was no year 0, and Postgres knows none.
  return Number.isFinite(time) && !day.startsWith('0000') && new Date(time).toISOString().startsWith(day)
}

/** The years 1 to 9999, which every party reads alike. */
const firstInstant = Date.parse('0001-01-01T00:00:00Z')
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z')

/** Whether Postgres reads the instant as JavaScript does: a day that exists, and an offset of less than 16 hours. */
function isRealInstant(instant: string): boolean {
  if (!isRealDay(instant.slice(0, 10)) || /[+-](1[6-9]|2\d)(:?\d\d)?$/.test(instant.slice(19))) return false
  const time = instantMs(instant)
  return time >= firstInstant && time <= lastInstant
}

/** Milliseconds since 1970 of an ISO instant, rounded as Postgres rounds what it keeps; NaN when it is none. */
export function instantMs(instant: string): number {
  const [, head = '', fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)(\.\d+)?(.*)$/.exec(instant) ?? []
  const offset = zone.replace(/^([+-]\d\d)$/, '$1:00').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2')
  return Date.parse(head.replace(' ', 'T') + offset) + Math.round(Number(`0${fraction || '.0'}`) * 1000)
}

/** An instant as Postgres writes it in JSON, kept to the millisecond: so a value that is to be written and one that was read compare equal. */
export function databaseInstant(iso: string): string {
  const [day, clock] = new Date(instantMs(iso)).toISOString().slice(0, -1).split('T') as [string, string]
  const [seconds, fraction] = clock.split('.') as [string, string]
  const digits = fraction.replace(/0+$/, '')
  return `${day}T${seconds}${digits && `.${digits}`}+00:00`
}
