import { expect, test } from 'bun:test'
import type { Field } from '@sextant/db/core/field.model'
import { leadFields, leadStatuses } from '@sextant/db/leads/leads.model'
import { nextStatuses } from '@sextant/db/leads/leads.rules'
import { editOf } from './edit'
import type { FieldInfo, Rec, RecordKind } from './kind'

const kind: RecordKind = {
  entity: 'lead',
  area: 'leads',
  fields: leadFields,
  label: key => key,
  option: (_key, value) => value.toUpperCase(),
  next: (record, key) => {
    const status = leadStatuses.find(one => one === record.status)
    return key === 'status' && status ? nextStatuses(status) : undefined
  },
  always: [],
  href: id => `/leads/${id}`,
}
const members = { all: () => [{ id: 'm1', name: 'Dana' }], nameOf: () => 'Dana' }
const saved: unknown[] = []
const info = (key: string, field: Field = leadFields[key as keyof typeof leadFields]): FieldInfo => ({
  key,
  field,
  label: key,
  custom: key.startsWith('custom.'),
})
const of = (key: string, field?: Field, may = true, more: Partial<FieldInfo> = {}) =>
  editOf({
    kind,
    info: { ...info(key, field), ...more },
    members: members as never,
    currency: 'SAR',
    may: () => may,
    save: async (_record, values) => void saved.push(values),
  })
const rec = (more: Partial<Rec>) => ({ id: 'a', version: 1, ...more }) as Rec

test('what follows from other fields, and what is written at length, is not edited in a cell', () => {
  for (const key of ['score', 'lastActivityAt', 'note']) expect([key, of(key)]).toEqual([key, undefined])
  expect(of('name', undefined, true, { related: true })).toBeUndefined()
})

test('every other field of a lead that may be written is edited as its kind', () => {
  expect(of('name')?.kind).toBe('text')
  expect(of('value')?.kind).toBe('money')
  expect(of('employees')?.kind).toBe('number')
  expect(of('status')?.kind).toBe('select')
  expect(of('ownerId')?.kind).toBe('select')
})

test('a status offers where it stands and the steps from there, and is closed where no step leads on', () => {
  const edit = of('status')
  if (edit?.kind !== 'select') throw new Error('not a choice')
  const options = edit.options(rec({ status: 'qualified' })).map(({ value }) => value)
  expect(options[0]).toBe('qualified')
  expect(new Set(options).size).toBe(options.length)
  expect(options).not.toContain('converted')
  expect(edit.may?.(rec({ status: 'converted' }))).toBe(false)
  expect(edit.may?.(rec({ status: 'new' }))).toBe(true)
})

test('who may not change a record is offered no editor, whatever its kind', () => {
  for (const key of ['name', 'value', 'status', 'ownerId'])
    expect([key, of(key, undefined, false)?.may?.(rec({ status: 'new' }))]).toEqual([key, false])
})

test('yes and no are saved as such, and an emptied one as no value', async () => {
  const edit = of('custom.vip', { kind: 'boolean', traits: {} } as Field)
  if (edit?.kind !== 'select') throw new Error('not a choice')
  saved.length = 0
  for (const value of ['true', 'false', null]) await edit.save(rec({}), value)
  expect(saved).toEqual([{ 'custom.vip': true }, { 'custom.vip': false }, { 'custom.vip': null }])
})

test('a value of another shape than its field’s is no value, so that the editor opens empty and not broken', () => {
  const money = of('value')
  const number = of('employees')
  if (money?.kind !== 'money' || number?.kind !== 'number') throw new Error('not figures')
  expect(money.value(rec({ value: 'twelve' }))).toBeNull()
  expect(money.value(rec({ value: { minor: 5, currency: 'EUR' } }))).toEqual({ minor: 5, currency: 'EUR' })
  expect(number.value(rec({ employees: '12' }))).toBeNull()
  expect(number.value(rec({ employees: 0 }))).toBe(0)
})
