import fc from 'fast-check'
import type { FieldKind } from '../core/field.model'
import type { Condition, Filter } from './filter.model'
import type { ScratchLead } from './scratch-lead'
import { scratchCatalogue } from './scratch-lead'
import { fieldNames, operatorsOf, targetOf } from './target.rules'
import { arityOf } from './value.rules'

/** For the tests of this folder: values drawn from small pools, so that filters and records often meet. */
const awkward = [
  'Istanbul',
  'İstanbul',
  'ıSTANBUL',
  'istanbul',
  'Straße',
  'STRASSE',
  'STRAẞE',
  'ΣΊΣΥΦΟΣ',
  'σίσυφος',
  'Σίσυφοσ',
  'محمد',
  'مُحَمَّد',
  'é',
  'e\u0301',
  'É',
  'E\u0301',
  '😀 ok',
  '😀',
  '100%',
  '100',
  'a_b',
  'A\\B',
  'axb',
  '"quoted"',
  'Acme, Inc; x:y',
  '{a,b}',
  'NULL',
  'ǅ',
  'ǆ',
  'ﬁ',
  'Ω',
  'Ω',
  'K',
  'k',
  "o'neil",
  'O’Neil',
  'oneil',
  "'",
  '’’',
  'على',
  'علی',
  '٢٠٢٤',
  '2024',
  '$1',
  '\u200f',
  'Ⴀ',
  'ა',
  'Ა',
  '𐐀',
  '𐐨',
]
const words = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...awkward) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc
      .string({ unit: 'binary', minLength: 1, maxLength: 4 })
      .map(text => text.replaceAll('\u0000', '-')),
  },
)
const phones = [
  '+33 6 55 89 31 58',
  '06 55 89 31 58',
  '0033655893158',
  '+33 (0)6.55.89.31.58',
  '655893158',
  '0655',
  '+33',
  '3158',
  '+33 6 55 89 31 58 x12',
  '+49 655 893158',
  '٠٦٥٥٨٩٣١٥٨',
  '+39 06 1234567',
  '061234567',
]
const id = fc.constantFrom(...[1, 2, 3].map(n => `0198f000-0000-7000-8000-00000000000${n}`))
export const zones = [
  'UTC',
  'Asia/Riyadh',
  'America/New_York',
  'Pacific/Apia',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
]
const day = fc.constantFrom(
  '2026-03-07',
  '2026-03-08',
  '2026-03-09',
  '2026-04-24',
  '2026-11-01',
  '2026-11-17',
  '2026-11-18',
  '2026-11-19',
  '2024-02-29',
  '0001-01-01',
  '9999-12-31',
  '2011-12-30',
  '2018-11-04',
)
const moment = fc.oneof(
  fc
    .tuple(
      day.filter(one => one > '0002' && one < '9999'),
      fc.constantFrom(
        'T00:00:00Z',
        'T04:59:59.999Z',
        'T05:00:00Z',
        'T21:00:00.000Z',
        'T12:00:00.123456Z',
        'T23:30:00+02:00',
        'T09:00:00.000001-05:00',
        'T10:15:00Z',
      ),
    )
    .map(([date, time]) => date + time),
  fc
    .integer({ min: -40, max: 40 })
    .map(hours => new Date(Date.parse('2026-11-18T12:00:00Z') + hours * 3_600_000).toISOString()),
)
const minor = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(48_000_000, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
)
const amount = fc.record({ minor, currency: fc.constantFrom('SAR', 'EUR', 'JPY') })
const decimal = fc.oneof(
  fc.constantFrom(0, -0, 0.1, 0.30000000000000004, 0.3, 1e21, -1e-7, 5e-324, 1.7976931348623157e308, 60),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

const present: Record<FieldKind, fc.Arbitrary<unknown>> = {
  text: words,
  longText: words,
  email: fc.constantFrom(
    'Ana@Example.com',
    'ana@example.com',
    'İpek@example.com',
    'ipek@example.com',
    'ＡNA@example.com',
  ),
  phone: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...phones) },
    { weight: 1, arbitrary: words },
    {
      weight: 1,
      arbitrary: fc.string({ unit: fc.constantFrom(...'0123456789+() x٣'), minLength: 1, maxLength: 8 }),
    },
  ),
  url: words,
  domain: words,
  country: fc.constantFrom('SA', 'FR', 'DE'),
  language: fc.constantFrom('fr', 'ar'),
  select: fc.constantFrom('new', 'working', 'qualified'),
  integer: minor,
  number: decimal,
  boolean: fc.boolean(),
  date: day,
  instant: moment,
  money: amount,
  reference: id,
}
/** What stays in `custom` when a field's kind was changed, or was never checked. */
const stale = fc.constantFrom<unknown>(
  '60',
  60,
  true,
  'true',
  '2026-02-31',
  '2026-02-31T00:00:00Z',
  'now',
  'infinity',
  '12',
  '2026-11-18',
  '2026-11-18T10:15:00.1234567Z',
  '0000-01-01',
  [1],
  { a: 1 },
  null,
)

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 })

export const lead: fc.Arbitrary<ScratchLead> = fc
  .tuple(
    fc.uuid({ version: 7 }),
    fc.record(
      Object.fromEntries(
        Object.entries(scratchCatalogue.fields).map(([key, { kind, traits }]) => [
          key,
          traits.required ? present[kind] : maybe(present[kind]),
        ]),
      ),
    ),
    fc.record(
      Object.fromEntries(
        Object.entries(scratchCatalogue.custom).map(([key, { kind }]) => [
          key,
          fc.oneof({ weight: 5, arbitrary: present[kind] }, { weight: 2, arbitrary: stale }),
        ]),
      ),
      { requiredKeys: [] },
    ),
  )
  .map(([leadId, fields, custom]) => ({ id: leadId, ...fields, custom }))

export const related = fc.record({
  customers: fc.array(
    fc.record({
      industry: maybe(words),
      employees: maybe(minor),
      revenue: maybe(amount),
      createdAt: maybe(moment),
      deletedAt: fc.option(moment, { freq: 1 }),
    }),
    { minLength: 2, maxLength: 2 },
  ),
  members: fc.array(fc.record({ name: words, deletedAt: fc.option(moment, { freq: 1 }) }), {
    minLength: 2,
    maxLength: 2,
  }),
})

const kinds = ['activity.created', 'lead.created', 'lead.updated']
/** Causes share their ids, as an import and its undo do, with each other and with what a filter asks for. */
export const events = fc.array(
  fc
    .record({
      kind: fc.constantFrom(...kinds),
      occurredAt: moment,
      cause: fc.option(fc.record({ causeType: fc.constantFrom('import', 'undo'), causeId: id }), {
        nil: { causeType: null, causeId: null },
      }),
    })
    .map(({ cause, ...event }) => ({ ...event, ...cause })),
  { maxLength: 4 },
)

const span = fc.oneof(
  fc.record({ days: fc.constantFrom(0, 1, 2, 7, 365, 36_500) }),
  fc.record({ hours: fc.constantFrom(0, 1, 12, 24, 48) }),
)
const days = fc.record({ days: fc.constantFrom(0, 1, 7, 36_500) })

const condition: fc.Arbitrary<Condition> = fc.constantFrom(...fieldNames(scratchCatalogue)).chain(name => {
  const target = targetOf(name, scratchCatalogue)!
  const { field } = target
  return fc.constantFrom(...operatorsOf(target)).chain(op => {
    const one = op === 'on' ? day : field.kind === 'instant' ? fc.oneof(day, moment) : present[field.kind]
    const pair =
      field.kind === 'money'
        ? fc.tuple(minor, minor, fc.constantFrom('SAR', 'EUR')).map(([a, b, currency]) => [
            { minor: a, currency },
            { minor: b, currency },
          ])
        : fc.tuple(one, one)
    const value: fc.Arbitrary<unknown> = {
      none: fc.constant(undefined),
      one,
      list: fc.oneof(
        { weight: 5, arbitrary: fc.array(one, { minLength: 1, maxLength: 4 }) },
        { weight: 1, arbitrary: fc.array(one, { minLength: 21, maxLength: 24 }) },
      ),
      pair,
      span: field.kind === 'date' ? days : span,
    }[arityOf(op)]
    return value.map(
      chosen => ({ field: name, op, ...(chosen === undefined ? {} : { value: chosen }) }) as Condition,
    )
  })
})

const eventCondition = fc.record(
  {
    event: fc.constantFrom(...kinds, 'lead.deleted'),
    within: span,
    count: fc.record({
      op: fc.constantFrom('gte' as const, 'lte' as const, 'eq' as const),
      value: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { requiredKeys: ['event'] },
)

export const filters: fc.Arbitrary<Filter> = fc.letrec<{ tree: Filter }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    {
      weight: 4,
      arbitrary: fc.oneof({ weight: 6, arbitrary: condition }, { weight: 1, arbitrary: eventCondition }),
    },
    { weight: 1, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(and => ({ and })) },
    { weight: 1, arbitrary: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map(or => ({ or })) },
    { weight: 1, arbitrary: tie('tree').map(not => ({ not })) },
  ),
})).tree
