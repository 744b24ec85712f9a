import { expect, test } from 'bun:test'
import type { TimelineEvent } from '@sextant/db/events/event.model'
import { leadFields } from '@sextant/db/leads/leads.model'
import { changesOf } from './events'
import type { FieldInfo, RecordKind } from './kind'
import type { FieldSet } from './use-fields'

const kind: RecordKind = {
  entity: 'lead',
  area: 'leads',
  fields: leadFields,
  label: key => key,
  always: [],
  href: id => id,
}
const size: FieldInfo = { key: 'custom.size', label: 'Size', field: leadFields.employees, custom: true }
const fields = {
  field: (key: string): FieldInfo | undefined =>
    key === 'custom.size'
      ? size
      : key in leadFields
        ? { key, label: key, field: leadFields[key as keyof typeof leadFields], custom: false }
        : undefined,
} as FieldSet
const event = (before: TimelineEvent['before'], after: TimelineEvent['after']): TimelineEvent => ({
  id: 'e',
  kind: 'lead.updated',
  occurredAt: '2026-11-18T09:00:00Z',
  actor: { type: 'member', id: 'm', name: 'Dana' },
  subject: null,
  payload: {},
  before,
  after,
  requestId: null,
  causeType: null,
  causeId: null,
})
const told = (before: TimelineEvent['before'], after: TimelineEvent['after']) =>
  changesOf(kind, fields, event(before, after), id => (id === 'm1' ? 'Dana Kim' : undefined)).map(
    ({ key, from, to }) => `${key}: ${from} → ${to}`,
  )

test('each field is told with what it was and what it is, “nothing” for none', () => {
  expect(told({ company: null, city: 'Riyadh' }, { company: 'Najd', city: null })).toEqual([
    'company: nothing → Najd',
    'city: Riyadh → nothing',
  ])
})

test('an amount, a person and a field of the workspace’s own are told in the reader’s words', () => {
  expect(told({ value: null }, { value: { minor: 50_000, currency: 'EUR' } })).toEqual([
    'value: nothing → EUR\u00a0500.00',
  ])
  expect(told({ ownerId: null }, { ownerId: 'm1' })).toEqual(['ownerId: nothing → Dana Kim'])
  expect(told({ custom: { size: 3 } }, { custom: { size: 4 } })).toEqual(['custom.size: 3 → 4'])
  expect(told({ 'custom.size': 3 }, { 'custom.size': 4 })).toEqual(['custom.size: 3 → 4'])
})

test('what follows from another field is not told beside it', () => {
  expect(
    told(
      { status: 'new', version: 1, updatedAt: 'a', lastActivityAt: null },
      { status: 'working', version: 2, updatedAt: 'b', lastActivityAt: '2026-11-18T09:00:00Z' },
    ),
  ).toEqual(['status: new → working'])
})

test('a field that this page does not know is left out, and an event without any is no change', () => {
  expect(told({ futureField: 1 }, { futureField: 2 })).toEqual([])
  expect(told(null, null)).toEqual([])
})
