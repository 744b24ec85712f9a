import { afterAll, beforeAll, expect, test } from 'bun:test'
import { contactEntity } from '../contacts/contacts.entity'
import type { Context } from '../core/context'
import { createRecord } from '../records/create-record'
import { faultOf } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activityEntity } from './activities.entity'
import { listInvitees } from './invitees.queries'
import { saveInvitees } from './save-invitees'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const meet = (kind = 'meeting') => createRecord(ctx, activityEntity, { kind, name: 'Review' })

test('members, contacts and others are invited, each once, and named as the asker may read them', async () => {
  const { id } = await meet()
  const mate = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  const contact = await createRecord(ctx, contactEntity, { name: 'Lina Haddad', email: 'lina@acme.example' })
  const memberId = mate.access.memberId!
  await saveInvitees(ctx, id, {
    invitees: [
      { memberId },
      { contactId: contact.id },
      { email: 'guest@else.example', name: 'Guest' },
      { email: 'GUEST@else.example' },
      { memberId },
    ],
  })
  const invited = await listInvitees(ctx, id)
  expect(invited).toMatchObject([
    { memberId },
    { contactId: contact.id, name: 'Lina Haddad', email: 'lina@acme.example' },
    { email: 'guest@else.example', name: 'Guest' },
  ])
  const stranger = await testContext(database)
  expect((await faultOf(listInvitees(stranger, id))).code).toBe('not_found')
  await saveInvitees(ctx, id, { invitees: [] })
  expect(await listInvitees(ctx, id)).toEqual([])
  const told = await database.owner`
    select payload from event where subject_id = ${id} and kind = 'activity.invited' order by seq`
  expect(told.map(({ payload }) => payload)).toEqual([{ people: 3 }, { people: 0 }])
})

test('nobody is invited to a note, and nobody who is not here', async () => {
  const ruleOf = async (id: string, invitees: object[]) => {
    const { code, details } = await faultOf(saveInvitees(ctx, id, { invitees }))
    return details.rule ?? details.problems?.[0]?.code ?? code
  }
  const note = await meet('note')
  expect(await ruleOf(note.id, [{ email: 'a@b.example' }])).toBe('activity.invitees_of_meeting')
  const { id } = await meet()
  expect(await ruleOf(id, [{}])).toBe('activity.invitee_whom')
  expect(await ruleOf(id, [{ email: 'a@b.example', memberId: crypto.randomUUID() }])).toBe(
    'activity.invitee_whom',
  )
  const foreign = await testContext(database)
  expect(await ruleOf(id, [{ memberId: foreign.access.memberId! }])).toBe('reference_missing')
  expect(await ruleOf(id, [{ contactId: crypto.randomUUID() }])).toBe('reference_missing')
  expect(await ruleOf(crypto.randomUUID(), [])).toBe('not_found')
  expect(
    await ruleOf(
      id,
      Array.from({ length: 201 }, (_, n) => ({ email: `a${n}@b.example` })),
    ),
  ).toBe('max_length')
})
