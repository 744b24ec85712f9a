import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { faultOf, testCallers } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { acceptInvitation } from './accept-invitation'
import { createApiKey } from './create-api-key'
import { createTeam } from './create-team'
import { identifyKey, identifySession } from './identify'
import { inviteMember } from './invite-member'
import { listMembers, listTeams } from './members.queries'
import { accessAs } from './policy.rules'
import { removeMember } from './remove-member'
import { updateMember } from './update-member'
import { readWorkspace, updateWorkspace } from './update-workspace'

let database: TestDatabase
let door: ReturnType<typeof testCallers>
beforeAll(async () => {
  database = await testDatabase()
  door = testCallers(database)
})
afterAll(() => database.drop())

/** Somebody who joined by an invitation, with the cookie of their session. */
async function joined(ctx: Context, role = 'rep') {
  const { name, email, password } = door.person('Kenji Watanabe')
  const { token } = await inviteMember(ctx, { email, role })
  const signedIn = await acceptInvitation(door.caller(), token, { name, password })
  const { headers } = door.caller({ cookie: signedIn.cookie })
  const identity = (await identifySession(database, headers))!
  return { ...signedIn, email, password, headers, memberId: identity.id }
}

const eventsOf = async (subjectId: string) =>
  (
    await database.owner`select kind, before, after from event where subject_id = ${subjectId} order by seq`
  ).map(row => ({ ...row }))

test('of two admins who demote each other at the same moment one stays an admin', async () => {
  for (let round = 0; round < 5; round++) {
    const first = await testContext(database)
    const second = await testContext(database, { workspaceId: first.workspaceId, name: 'Tomás' })
    const outcomes = await Promise.allSettled([
      updateMember(first, second.access.memberId!, { role: 'rep' }),
      updateMember(second, first.access.memberId!, { role: 'rep' }),
      removeMember(first, second.access.memberId!),
      removeMember(second, first.access.memberId!),
    ])
    expect(outcomes.some(outcome => outcome.status === 'rejected')).toBe(true)
    const admins = await database.owner`
      select 1 from member where workspace_id = ${first.workspaceId} and role = 'admin' and deleted_at is null`
    expect(admins).toHaveLength(1)
  }
})

test('the last admin is neither demoted nor removed', async () => {
  const ctx = await testContext(database)
  await testContext(database, { workspaceId: ctx.workspaceId, role: 'manager' })
  const id = ctx.access.memberId!
  expect((await faultOf(updateMember(ctx, id, { role: 'manager' }))).details.rule).toBe('member.last_admin')
  expect((await faultOf(removeMember(ctx, id))).details.rule).toBe('member.last_admin')
  expect((await updateMember(ctx, id, { role: 'admin' })).role).toBe('admin')
})

test('an admin whose place has no person behind it does not count as the last one', async () => {
  const ctx = await testContext(database)
  const idle = await testContext(database, { workspaceId: ctx.workspaceId })
  await database.owner`update member set user_id = null where id = ${idle.access.memberId}`
  expect((await faultOf(removeMember(ctx, ctx.access.memberId!))).details.rule).toBe('member.last_admin')
})

test('a new role and team are told with before and after, and take hold of the session at once', async () => {
  const ctx = await testContext(database)
  const rep = await joined(ctx)
  const team = await createTeam(ctx, { name: 'Nordics', country: 'NO' })
  expect(await updateMember(ctx, rep.memberId, { role: 'manager', teamId: team.id })).toMatchObject({
    role: 'manager',
    teamId: team.id,
  })
  expect((await identifySession(database, rep.headers))!.access).toEqual(
    accessAs('manager', rep.memberId, [rep.memberId]),
  )
  expect((await eventsOf(rep.memberId)).at(-1)).toEqual({
    kind: 'member.updated',
    before: { role: 'rep', teamId: null },
    after: { role: 'manager', teamId: team.id },
  })
  const foreign = await createTeam(await testContext(database), { name: 'Elsewhere' })
  const refusal = await faultOf(updateMember(ctx, rep.memberId, { teamId: foreign.id }))
  expect(refusal.details.problems).toMatchObject([{ pointer: '/teamId', code: 'reference_missing' }])
})

test('somebody removed is out at once, with their keys, and comes back to what they owned', async () => {
  const ctx = await testContext(database)
  const rep = await joined(ctx)
  const key = await createApiKey(
    { ...ctx, access: accessAs('admin', rep.memberId) },
    { name: 'Theirs', role: 'rep' },
  )
  expect(await identifyKey(database, key.secret)).not.toBeNull()
  await removeMember(ctx, rep.memberId)
  expect(await identifySession(database, rep.headers)).toBeNull()
  expect(await identifyKey(database, key.secret)).toBeNull()
  expect((await eventsOf(rep.memberId)).at(-1)).toMatchObject({ kind: 'member.archived' })
  expect((await eventsOf(key.id)).at(-1)).toMatchObject({ kind: 'api_key.revoked' })
  expect((await listMembers(ctx)).map(member => member.id)).not.toContain(rep.memberId)
  expect((await faultOf(removeMember(ctx, rep.memberId))).code).toBe('not_found')
  const { token } = await inviteMember(ctx, { email: rep.email, role: 'manager' })
  await acceptInvitation(door.caller(), token, { password: rep.password })
  expect((await listMembers(ctx)).find(member => member.id === rep.memberId)).toMatchObject({
    role: 'manager',
  })
})

test('only an admin changes members, and nobody reaches those of another workspace', async () => {
  const ctx = await testContext(database)
  const rep = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  const stranger = await testContext(database)
  expect((await faultOf(updateMember(rep, rep.access.memberId!, { role: 'admin' }))).code).toBe('forbidden')
  expect((await faultOf(updateMember(stranger, rep.access.memberId!, { role: 'admin' }))).code).toBe(
    'not_found',
  )
  expect((await faultOf(removeMember(stranger, rep.access.memberId!))).code).toBe('not_found')
  expect((await faultOf(updateMember(ctx, 'x', {}))).code).toBe('not_found')
})

test('a team’s name is taken once, also by two at the same moment', async () => {
  const ctx = await testContext(database)
  const outcomes = await Promise.allSettled([
    createTeam(ctx, { name: 'DACH' }),
    createTeam(ctx, { name: 'dach ' }),
  ])
  expect(outcomes.map(outcome => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(await listTeams(ctx)).toHaveLength(1)
})

test('the workspace’s settings change with an event, and refuse what does not exist', async () => {
  const ctx = await testContext(database)
  expect(
    await updateWorkspace(ctx, { name: 'Meridian', currency: 'JPY', timeZone: 'Asia/Tokyo' }),
  ).toMatchObject({ currency: 'JPY' })
  expect(await readWorkspace(ctx)).toMatchObject({
    name: 'Meridian',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
    locale: 'en',
  })
  expect((await eventsOf(ctx.workspaceId)).at(-1)).toMatchObject({
    kind: 'workspace.updated',
    after: { currency: 'JPY' },
  })
  const refusal = await faultOf(
    updateWorkspace(ctx, { currency: 'XQX', timeZone: 'Mars/Olympus', colour: 'red' }),
  )
  expect(refusal.details.problems!.map(problem => problem.pointer)).toEqual([
    '/currency',
    '/timeZone',
    '/colour',
  ])
})
