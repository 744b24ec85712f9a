import { expect, test } from 'bun:test'
import type { RoleObject } from './role.model'
import { fieldChanges, scopeChanges, wholeGrants } from './role.rules'

const lead: RoleObject = {
  name: 'lead',
  owned: true,
  placed: true,
  exported: true,
  title: 'name',
  fields: ['name', 'email', 'score'].map(key => ({ key, label: null, readOnly: key === 'score' })),
}

test('a comparison tells which fields are opened and closed; what nobody writes is not closed to writing', () => {
  const listed = { lead: { read: 'all', readable: ['name', 'score'], writable: [] } } as const
  expect(fieldChanges({ lead: { read: 'all' } }, listed, [lead])).toEqual([
    { object: 'lead', opened: [], closed: ['name', 'email'], listed: true },
  ])
  expect(fieldChanges(listed, { lead: { read: 'all' } }, [lead])).toEqual([
    { object: 'lead', opened: ['name', 'email'], closed: [], listed: false },
  ])
  const all = { lead: { read: 'all', readable: ['name', 'email', 'score'] } } as const
  expect(fieldChanges(all, { lead: { read: 'all' } }, [lead])).toEqual([
    { object: 'lead', opened: [], closed: [], listed: false },
  ])
  expect(fieldChanges(all, all, [lead])).toEqual([])
})

test('a whole role names every object, so that one which comes later can be told from one that was closed', () => {
  const whole = wholeGrants({ lead: { read: 'own', readable: ['name', 'name'] } })
  expect(whole.lead).toEqual({ read: 'own', readable: ['name'] })
  expect(whole.deal).toEqual({})
  expect(scopeChanges({}, whole)).toEqual([{ object: 'lead', action: 'read', before: null, after: 'own' }])
})
