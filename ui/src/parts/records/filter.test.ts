import { expect, test } from 'bun:test'
import type { Field } from '@sextant/db/core/field.model'
import type { FilterCatalogue } from '@sextant/db/filter/filter.model'
import { arityOf, operatorsFor } from '@sextant/db/filter/value.rules'
import { leadFields } from '@sextant/db/leads/leads.model'
import { type Chip, chipsOf, writeChips } from './filter.rules'

const catalogue: FilterCatalogue = { entity: 'lead', fields: leadFields, custom: {}, relations: {} }
const reread = (chips: Chip[]) => {
  const read = chipsOf(writeChips(chips), catalogue)
  return read.type === 'chips' ? read.chips : read
}

const texts = ['plain', 'a:b', 'a,b;c', '"quoted" \\ back', ' outer space ', 'ليلى', '{json}', '7d']
const samples: Record<string, unknown[]> = {
  text: texts,
  email: ['a@b.example'],
  phone: ['+49 30 1'],
  domain: ['najd.example'],
  longText: texts,
  country: ['SA', 'DE'],
  language: ['fr'],
  integer: [60, -3, 0],
  boolean: [true, false],
  date: ['2026-11-18'],
  instant: ['2026-11-18T09:30:00Z'],
  money: [
    { minor: 48_000_050, currency: 'SAR' },
    { minor: -7, currency: 'JPY' },
    { minor: 12_345, currency: 'KWD' },
  ],
  reference: ['0190f3a0-0000-7000-8000-000000000001'],
}

test('every condition that a chip can hold is written so that it is read back the same', () => {
  for (const [key, field] of Object.entries<Field>(leadFields)) {
    const values = field.options ? [...field.options] : (samples[field.kind] ?? [])
    expect([key, values.length > 0]).toEqual([key, true])
    for (const op of operatorsFor(field.kind)) {
      const arity = arityOf(op)
      for (const one of values) {
        if (op === 'on' && field.kind === 'instant') continue
        const value = { none: undefined, one, list: [one], pair: [one, one], span: { days: 7 } }[arity]
        const chip = (arity === 'none' ? { field: key, op } : { field: key, op, value }) as Chip
        expect(reread([chip, chip])).toEqual([chip, chip])
      }
    }
  }
})

test('the opposite of a window survives the way through the address', () => {
  const chips: Chip[] = [
    { field: 'status', op: 'in', value: ['new', 'working'] },
    { field: 'lastActivityAt', op: 'in_last', value: { days: 7 }, negated: true },
  ]
  expect(reread(chips)).toEqual(chips)
  expect(reread(chips.slice(1))).toEqual(chips.slice(1))
})

test('a tree that chips cannot show is kept whole, and nonsense is called unreadable', () => {
  const or = '{"or":[{"field":"score","op":"gte","value":60},{"field":"status","op":"eq","value":"new"}]}'
  expect(chipsOf(or, catalogue).type).toBe('advanced')
  expect(chipsOf('status:is:new', catalogue)).toEqual({ type: 'unreadable' })
  expect(chipsOf('', catalogue)).toEqual({ type: 'chips', chips: [] })
})
