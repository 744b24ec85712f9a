import { expect, test } from 'bun:test'
import type { TimelineEvent } from '@sextant/db/events/event.model'
import { leadFields } from '@sextant/db/leads/leads.model'
import { type EventContext, sentence } from './event-sentence'

const context = {
  kind: {
    entity: 'lead',
    area: 'leads',
    fields: leadFields,
    label: (key: string) => key,
    always: [],
    href: String,
  },
  fields: {
    field: (key: string) =>
      key in leadFields
        ? { key, label: key, field: leadFields[key as keyof typeof leadFields], custom: false }
        : undefined,
  },
  members: { nameOf: (id: unknown) => (id === 'm1' ? 'Sara' : undefined) },
} as unknown as EventContext
const told = (
  kind: string,
  before: TimelineEvent['before'],
  after: TimelineEvent['after'],
  causeType: string | null = null,
) =>
  sentence(
    {
      id: 'e',
      kind,
      occurredAt: '2026-11-18T09:00:00Z',
      actor: { type: 'user', id: 'm', name: 'Dana' },
      subject: null,
      payload: {},
      before,
      after,
      requestId: null,
      causeType,
      causeId: null,
    },
    context,
  )

test('the history says which rule gave a lead to whom, however the lead came', () => {
  const after = { ownerId: 'm1', assignedBy: 'Gulf leads' }
  expect(told('lead.created', null, after).detail).toContain('Assigned to Sara by the rule Gulf leads')
  expect(told('lead.created', null, after, 'import').detail).toContain(
    'Assigned to Sara by the rule Gulf leads',
  )
  const changed = told('lead.updated', { ownerId: null, country: 'DE' }, { ...after, country: 'SA' })
  expect(changed.title).toBe('Assigned to Sara by the rule Gulf leads')
  expect(changed.detail).toContain('country')
  expect(changed.detail).not.toContain('ownerId')
  expect(told('lead.created', null, { ownerId: null, queue: 'Gulf', assignedBy: 'Night' }).detail).toContain(
    'Put into the queue of Gulf by the rule Night',
  )
})

test('whose a lead is by nobody’s rule is told as before, and a rule is not named to who may not know to whom', () => {
  expect(told('lead.created', null, { ownerId: 'm1' }).detail).not.toContain('rule')
  expect(told('lead.created', null, { assignedBy: 'Gulf leads' }).detail).not.toContain('rule')
  expect(
    told('lead.updated', { ownerId: 'm1', assignedBy: 'Gulf leads' }, { ownerId: null, assignedBy: null })
      .title,
  ).toContain('ownerId')
})
