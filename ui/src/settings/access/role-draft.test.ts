import { expect, test } from 'bun:test'
import type { RoleObject } from '@sextant/db/access/role.model'
import type { Grants } from '@sextant/db/core/grants.rules'
import {
  countFields,
  isListed,
  levelOf,
  sameGrants,
  scopesOf,
  withLevel,
  withList,
  withScope,
} from './role-draft.rules'

const lead: RoleObject = {
  name: 'lead',
  owned: true,
  placed: true,
  exported: true,
  title: 'name',
  fields: [
    { key: 'name', label: null, readOnly: false },
    { key: 'email', label: null, readOnly: false },
    { key: 'score', label: null, readOnly: true },
    { key: 'custom.region', label: 'Region', readOnly: false },
  ],
}

test('who may see less may not change more, and who may change more has to see it', () => {
  const all: Grants = { lead: { read: 'all', create: 'all', update: 'all', archive: 'team' } }
  expect(withScope(all, 'lead', 'read', 'team').lead).toEqual({
    read: 'team',
    create: 'all',
    update: 'team',
    archive: 'team',
  })
  expect(withScope(all, 'lead', 'read', null).lead).toEqual({ create: 'all' })
  expect(withScope({ lead: { read: 'own' } }, 'lead', 'update', 'team').lead).toEqual({
    read: 'team',
    update: 'team',
  })
  expect(withScope({}, 'lead', 'archive', 'all').lead).toEqual({ read: 'all', archive: 'all' })
  expect(all.lead!.read).toBe('all')
  expect(scopesOf({ owned: false, placed: false, exported: true }, 'read')).toEqual(['all'])
  expect(scopesOf({ owned: true, placed: true, exported: true }, 'read')).toEqual([
    'own',
    'team',
    'territory',
    'all',
  ])
  expect(scopesOf({ owned: true, placed: true, exported: true }, 'create')).toEqual(['own', 'team', 'all'])
  expect(scopesOf({ owned: true, placed: true, exported: false }, 'export')).toEqual([])
})

test('a list begins with what is open, each field of it has a level, and without it everything is open again', () => {
  const open: Grants = { lead: { read: 'all', update: 'all' } }
  expect(isListed(open.lead)).toBe(false)
  const listed = withList(open, lead, true)
  expect(listed.lead!.readable).toEqual(['name', 'email', 'score', 'custom.region'])
  expect(listed.lead!.writable).toEqual(['name', 'email', 'custom.region'])
  const closed = withLevel(withLevel(listed, lead, 'email', 'none'), lead, 'custom.region', 'read')
  expect(lead.fields.map(({ key }) => levelOf(closed.lead, key))).toEqual(['write', 'none', 'read', 'read'])
  expect(countFields(lead, closed)).toEqual({ read: 3, written: 1 })
  expect(levelOf(closed.lead, 'custom.tomorrow')).toBe('none')
  expect(withList(closed, lead, false)).toEqual(open)
})

test('two roles are the same by what they come to, not by the order of their fields', () => {
  const one: Grants = { lead: { read: 'all', readable: ['name', 'email'] } }
  expect(sameGrants(one, { lead: { readable: ['email', 'name'], read: 'all' }, deal: {} }, [lead])).toBe(true)
  expect(sameGrants(one, { lead: { read: 'all' } }, [lead])).toBe(false)
  expect(sameGrants({}, { lead: {} }, [lead])).toBe(true)
})
