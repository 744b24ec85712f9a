import { describe, expect, test } from 'bun:test'
import { evaluate } from './evaluate.rules'
import type { Condition, Filter } from './filter.model'
import { scratchCatalogue } from './scratch-lead'

const now = new Date('2026-11-18T22:30:00Z')
const matches = (filter: Filter, record: Record<string, unknown>, timeZone = 'UTC', more = {}) =>
  evaluate(filter, record, { catalogue: scratchCatalogue, now, timeZone, ...more })
const when = (field: string, op: Condition['op'], value?: Condition['value']): Condition => ({
  field,
  op,
  value,
})

describe('a filter', () => {
  test('matches a missing value only by unknown and by the negative operators', () => {
    for (const [op, value] of [
      ['eq', 'a'],
      ['in', ['a']],
      ['contains', 'a'],
      ['starts_with', 'a'],
      ['ends_with', 'a'],
      ['known', undefined],
    ] as const)
      expect(matches(when('company', op, value as Condition['value']), { company: null })).toBe(false)
    for (const [op, value] of [
      ['neq', 'a'],
      ['not_in', ['a']],
      ['not_contains', 'a'],
      ['unknown', undefined],
    ] as const)
      expect(matches(when('company', op, value as Condition['value']), {})).toBe(true)
    expect(matches({ not: when('employees', 'gt', 5) }, { employees: null })).toBe(true)
  })

  test('compares text as it is looked for: case, accents, apostrophes and a script’s own forms are forgiven', () => {
    for (const [asked, held] of [
      ['ISTANBUL', 'İstanbul'],
      ['ΣΊΣΥΦΟΣ', 'σίσυφοσ'],
      ['STRASSE', 'straße'],
      ['cafe', 'Café'],
      ["o'connor", 'O’Connor'],
      ['oconnor', 'OʼConnor'],
      ['علي', 'عَلى'],
      ['2024', '٢٠٢٤'],
    ] as const)
      for (const op of ['eq', 'contains', 'starts_with', 'ends_with'] as const)
        expect([asked, op, matches(when('name', op, asked), { name: held })]).toEqual([asked, op, true])
    expect(matches(when('name', 'eq', 'A-1'), { name: 'A1' })).toBe(false)
  })

  test('looks for a sign that says nothing as it is written, not for everything', () => {
    expect(matches(when('name', 'contains', "'"), { name: "O'Connor" })).toBe(true)
    expect(matches(when('name', 'contains', "'"), { name: 'Connor' })).toBe(false)
  })

  test('knows a phone number by any way of writing it', () => {
    const held = { phone: '+33 6 55 89 31 58' }
    for (const [op, asked, found] of [
      ['eq', '+33655893158', true],
      ['eq', '06 55 89 31 58', true],
      ['eq', '0033 (0)6.55.89.31.58', true],
      ['eq', '٠٦٥٥٨٩٣١٥٨', true],
      ['eq', '06 55 89 31 59', false],
      ['eq', '+49 655893158', false],
      ['eq', '893158', false],
      ['contains', '55-89', true],
      ['contains', '06 55', true],
      ['contains', '+33 6', true],
      ['contains', '+3', true],
      ['starts_with', '0655', true],
      ['starts_with', '+33', true],
      ['starts_with', '0033 65', true],
      ['starts_with', '5589', false],
      ['ends_with', '31 58', true],
      ['ends_with', '3159', false],
    ] as const)
      expect([op, asked, matches(when('phone', op, asked), held)]).toEqual([op, asked, found])
    expect(matches(when('phone', 'in', ['1', '+33655893158']), { phone: '06 55 89 31 58' })).toBe(true)
    expect(matches(when('phone', 'neq', '+33655893158'), { phone: '06 55 89 31 58' })).toBe(false)
    expect(matches(when('phone', 'eq', '+49 30 1234'), { phone: '030 1234 x7' })).toBe(true)
    expect(matches(when('phone', 'eq', '+49 30 1234x8'), { phone: '030 1234 x7' })).toBe(false)
    expect(matches(when('custom.desk', 'eq', '0612345678'), { custom: { desk: '+33 612345678' } })).toBe(true)
  })

  test('compares amounts of one currency only', () => {
    const filter = when('value', 'gte', { minor: 100, currency: 'SAR' })
    expect(matches(filter, { value: { minor: 100, currency: 'SAR' } })).toBe(true)
    expect(matches(filter, { value: { minor: 900, currency: 'EUR' } })).toBe(false)
  })

  test('takes a day to be the whole day where the asker is', () => {
    const record = { lastActivityAt: '2026-11-18T22:00:00Z' }
    expect(matches(when('lastActivityAt', 'on', '2026-11-18'), record)).toBe(true)
    expect(matches(when('lastActivityAt', 'on', '2026-11-18'), record, 'Asia/Riyadh')).toBe(false)
    expect(matches(when('lastActivityAt', 'gte', '2026-11-19'), record, 'Asia/Riyadh')).toBe(true)
    expect(matches(when('lastActivityAt', 'lte', '2026-11-18'), record)).toBe(true)
    expect(matches(when('lastActivityAt', 'gt', '2026-11-18'), record)).toBe(false)
    expect(matches(when('lastActivityAt', 'between', ['2026-11-18', '2026-11-18']), record)).toBe(true)
  })

  test('counts a window from now, for days from the day that it is where the asker is', () => {
    expect(
      matches(when('lastActivityAt', 'in_last', { hours: 1 }), { lastActivityAt: '2026-11-18T21:30:00Z' }),
    ).toBe(true)
    expect(
      matches(when('lastActivityAt', 'in_last', { hours: 1 }), {
        lastActivityAt: '2026-11-18T21:29:59.999999Z',
      }),
    ).toBe(false)
    expect(
      matches(when('lastActivityAt', 'in_last', { days: 1 }), { lastActivityAt: '2026-11-18T22:30:01Z' }),
    ).toBe(false)
    const today = when('receivedOn', 'in_last', { days: 0 })
    expect(matches(today, { receivedOn: '2026-11-18' })).toBe(true)
    expect(matches(today, { receivedOn: '2026-11-19' }, 'Asia/Riyadh')).toBe(true)
    expect(matches(when('receivedOn', 'in_next', { days: 2 }), { receivedOn: '2026-11-20' })).toBe(true)
    expect(matches(when('receivedOn', 'in_next', { days: 2 }), { receivedOn: '2026-11-21' })).toBe(false)
  })

  test('treats a related record in the recycle bin as none', () => {
    const filter = when('customer.industry', 'eq', 'shipping')
    const customer = { industry: 'Shipping', deletedAt: null }
    expect(matches(filter, {}, 'UTC', { relations: { customer } })).toBe(true)
    expect(
      matches(filter, {}, 'UTC', {
        relations: { customer: { ...customer, deletedAt: '2026-01-01T00:00:00Z' } },
      }),
    ).toBe(false)
  })

  test('counts events of one kind in the window that ends now', () => {
    const events = ['2026-11-18T22:00:00Z', '2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'].map(
      occurredAt => ({ kind: 'activity.created', occurredAt }),
    )
    const holds = (filter: Filter) => matches(filter, {}, 'UTC', { events })
    expect(holds({ event: 'activity.created', within: { days: 1 }, count: { op: 'eq', value: 1 } })).toBe(
      true,
    )
    expect(holds({ event: 'activity.created', count: { op: 'gte', value: 3 } })).toBe(true)
    expect(holds({ event: 'lead.updated' })).toBe(false)
    expect(holds({ event: 'lead.updated', count: { op: 'lte', value: 0 } })).toBe(true)
  })
  test('asks by which import a record was made, not by which one it was changed or taken back', () => {
    const id = '0198f000-0000-7000-8000-000000000001'
    const made = (kind: string, causeType: string | null, causeId: string | null) =>
      matches(when('importId', 'eq', id.toUpperCase()), {}, 'UTC', {
        events: [{ kind, occurredAt: '2026-11-18T22:00:00Z', causeType, causeId }],
      })
    expect(made('lead.created', 'import', id)).toBe(true)
    expect(made('lead.created', 'import', id.replace(/1$/, '2'))).toBe(false)
    expect(made('lead.updated', 'import', id)).toBe(false)
    expect(made('lead.created', 'undo', id)).toBe(false)
    expect(made('lead.created', null, null)).toBe(false)
    expect(matches({ not: when('importId', 'eq', id) }, {})).toBe(true)
  })
})
