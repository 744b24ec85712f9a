import { expect, test } from 'bun:test'
import { bareContact, placed } from './last-contact.rules'

const event = (kind: string, occurredAt: string, payload: Record<string, unknown> = {}) => ({
  kind,
  occurredAt,
  payload,
  subject: null,
})
const at = '2026-10-29T09:00:00Z'

test('a contact that a file told stands at its day, and one that was moved there with its name', () => {
  const created = event('customer.created', '2026-11-01T08:00:00Z')
  expect(bareContact(at, [created], false)).toEqual({ at, name: null })
  const moved = event('activity.revised', '2026-11-02T08:00:00Z', { occurredAt: at, name: 'Call' })
  expect(bareContact(at, [moved, created], false)).toEqual({ at, name: 'Call' })
})

test('one that has its event needs no other, and so has one that is further back than what was read', () => {
  const logged = event('activity.logged', '2026-10-29T10:00:00+01:00')
  expect(bareContact(at, [logged], false)).toBeUndefined()
  const created = event('customer.created', '2026-11-01T08:00:00Z')
  expect(bareContact(at, [created], true)).toBeUndefined()
  expect(bareContact(at, [created, event('customer.updated', '2026-10-01T08:00:00Z')], true)).toBeDefined()
  expect(bareContact(null, [created], false)).toBeUndefined()
})

test('it stands among the entries by its moment', () => {
  const entries = ['2026-11-01T08:00:00Z', '2026-10-01T08:00:00Z'].map(at => ({ at }))
  expect(placed(entries, { at }).map(entry => entry.at)).toEqual([entries[0]!.at, at, entries[1]!.at])
  expect(placed([], { at })).toEqual([{ at }])
  expect(placed(entries, undefined)).toEqual(entries)
})
