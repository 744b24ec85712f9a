import { expect, test } from 'bun:test'
import type { Field } from '@sextant/db/core/field.model'
import { arityOf, operatorsFor } from '@sextant/db/filter/value.rules'
import { leadFields } from '@sextant/db/leads/leads.model'
import { operatorWord, valueWords } from './chip-words'
import type { FieldInfo, RecordKind } from './kind'
import ar from './records.ar'
import en from './records.en'
import fr from './records.fr'

const kind: RecordKind = {
  entity: 'lead',
  area: 'leads',
  fields: leadFields,
  label: key => key,
  option: (_key, value) => (value === 'new' ? 'New' : value === 'working' ? 'Working' : value),
  always: [],
  href: id => id,
}
const info = (key: keyof typeof leadFields): FieldInfo => ({
  key,
  field: leadFields[key],
  label: key,
  custom: false,
})
const nameOf = (id: unknown) => ({ m1: 'Dana Kim' })[String(id)]
const words = (key: keyof typeof leadFields, chip: { op: string; value?: unknown }) =>
  valueWords(kind, info(key), { field: key, ...chip } as never, nameOf)

test('every operator of every field of a lead has a word in each language', () => {
  const missing: string[] = []
  for (const field of Object.values<Field>(leadFields))
    for (const op of operatorsFor(field.kind))
      for (const negated of [false, true]) {
        const word = operatorWord({ op, negated }, field.kind)
        const key = Object.entries(en).find(([, text]) => text === word)?.[0]
        if (!key || !(key in fr) || !(key in ar)) missing.push(`${field.kind} ${op}: ${word}`)
      }
  expect(missing).toEqual([])
})

test('a number is at least, a day is on or after', () => {
  expect(operatorWord({ op: 'gte' }, 'integer')).toBe(en['op.gte'])
  expect(operatorWord({ op: 'gte' }, 'date')).toBe(en['op.date.gte'])
  expect(operatorWord({ op: 'in_last', negated: true }, 'instant')).toBe('not in the last')
})

test('values are told by their words: options, people, countries, days', () => {
  expect(words('status', { op: 'in', value: ['new', 'working'] })).toBe('New, Working')
  expect(words('ownerId', { op: 'eq', value: 'm1' })).toContain('Dana Kim')
  expect(words('country', { op: 'in', value: ['DE'] })).toBe('Germany')
  expect(words('lastActivityAt', { op: 'in_last', value: { days: 7 } })).toBe('7 days')
  expect(words('lastActivityAt', { op: 'in_last', value: { days: 1 } })).toBe('1 day')
  expect(words('score', { op: 'between', value: [20, 60] })).toBe('20 and 60')
})

test('a day in a filter of an instant is told as a day, not as how long ago', () => {
  const year = new Date().getFullYear() - 1
  expect(words('lastActivityAt', { op: 'on', value: `${year}-11-18` })).toBe(`18 Nov ${year}`)
  expect(words('lastActivityAt', { op: 'gte', value: `${year}-11-18T21:49:00+03:00` })).toBe(
    `18 Nov ${year} 18:49`,
  )
})

test('an operator that wants no value has none, whatever the chip carries', () => {
  for (const op of operatorsFor('text'))
    if (arityOf(op) === 'none') expect([op, words('company', { op, value: 'left over' })]).toEqual([op, ''])
})
