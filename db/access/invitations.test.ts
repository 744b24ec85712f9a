import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { faultOf, testCallers } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { acceptInvitation } from './accept-invitation'
import { identifySession } from './identify'
import { listInvitations, viewInvitation } from './invitations.queries'
import { inviteMember } from './invite-member'
import { revokeInvitation } from './revoke-invitation'
import { signUp } from './sign-up'

let database: TestDatabase
let door: ReturnType<typeof testCallers>
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  door = testCallers(database)
  ctx = await testContext(database, { clock: door.clock })
})
afterAll(() => database.drop())

const workspaceOf = async (cookie: string | undefined) =>
  (await identifySession(database, door.caller({ cookie }).headers))?.workspaceId

test('the token is in the answer only: the database and the log hold a digest or nothing', async () => {
  const { token, link, id, expiresAt } = await inviteMember(ctx, {
    email: 'Amara@Lagos.example',
    role: 'rep',
  })
  expect(link).toBe(`https://crm.example/invitation/${token}`)
  expect(Date.parse(expiresAt) - door.clock().getTime()).toBe(7 * 24 * 3_600_000)
  const [row] = await database.owner`select i::text as invitation from invitation i where id = ${id}`
  const [event] = await database.owner`select e::text as event from event e where subject_id = ${id}`
  expect(row!.invitation + event!.event).not.toContain(token)
  expect(JSON.stringify(await listInvitations(ctx))).not.toContain(token)
  expect(await viewInvitation(database, token, door.clock())).toMatchObject({
    email: 'amara@lagos.example',
    role: 'rep',
    workspace: 'Meridian Trade',
    inviter: 'Maren Vogt',
    known: false,
  })
})

test('somebody new joins with a name and a password, and is told which of them is missing', async () => {
  const { email, name, password } = door.person('Ingrid Solheim')
  const { token } = await inviteMember(ctx, { email, role: 'analyst' })
  const missing = await faultOf(acceptInvitation(door.caller(), token, {}))
  expect(missing.details.problems).toMatchObject([
    { pointer: '/name', code: 'required' },
    { pointer: '/password', code: 'required' },
  ])
  const { cookie } = await acceptInvitation(door.caller(), token, { name, password })
  expect(await identifySession(database, door.caller({ cookie }).headers)).toMatchObject({
    workspaceId: ctx.workspaceId,
    access: { role: 'analyst' },
  })
  expect((await faultOf(acceptInvitation(door.caller(), token, { password }))).details.rule).toBe(
    'invitation.accepted',
  )
})

test('somebody with an account joins with its password only', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  const { token } = await inviteMember(ctx, { email: person.email, role: 'rep' })
  expect((await viewInvitation(database, token, door.clock())).known).toBe(true)
  const wrong = await faultOf(
    acceptInvitation(door.caller(), token, { name: 'Me', password: 'not the password' }),
  )
  expect(wrong.code).toBe('unauthenticated')
  const { cookie } = await acceptInvitation(door.caller(), token, { password: person.password })
  expect(await workspaceOf(cookie)).toBe(ctx.workspaceId)
})

test('somebody signed in as the invited joins at a press; anybody else’s session does not help', async () => {
  const person = door.person()
  const own = await signUp(door.caller(), person)
  const other = await signUp(door.caller(), door.person())
  const { token } = await inviteMember(ctx, { email: person.email, role: 'rep' })
  expect((await faultOf(acceptInvitation(door.caller({ cookie: other.cookie }), token, {}))).code).toBe(
    'invalid',
  )
  const { cookie } = await acceptInvitation(door.caller({ cookie: own.cookie }), token, {})
  expect(cookie).toBeUndefined()
  expect(await workspaceOf(own.cookie)).toBe(ctx.workspaceId)
})

test('an invitation that is used twice at once makes one member', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  const { token } = await inviteMember(ctx, { email: person.email, role: 'rep' })
  const outcomes = await Promise.allSettled(
    [1, 2, 3].map(() => acceptInvitation(door.caller(), token, { password: person.password })),
  )
  expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
  const members =
    await database.owner`select 1 from member where email = ${person.email} and workspace_id = ${ctx.workspaceId}`
  expect(members).toHaveLength(1)
  const idle = await database.owner`
    select 1 from session s join "user" u on u.id = s.user_id where u.email = ${person.email} and s.active_workspace_id is null`
  expect(idle).toHaveLength(0)
})

test('an invitation that is old, withdrawn, replaced or made up opens nothing, and says why', async () => {
  const { email } = door.person()
  const replaced = await inviteMember(ctx, { email, role: 'rep' })
  const withdrawn = await inviteMember(ctx, { email, role: 'manager' })
  const view = (token: string) => faultOf(viewInvitation(database, token, door.clock()))
  expect((await view(replaced.token)).details.rule).toBe('invitation.revoked')
  await revokeInvitation(ctx, withdrawn.id)
  await revokeInvitation(ctx, withdrawn.id)
  expect((await view(withdrawn.token)).details.rule).toBe('invitation.revoked')
  expect(
    await database.owner`select 1 from event where kind = 'invitation.revoked' and subject_id = ${withdrawn.id}`,
  ).toHaveLength(1)
  const old = await inviteMember(ctx, { email, role: 'rep' })
  door.clock.move(7 * 24 * 3_600_000 + 1)
  expect((await view(old.token)).details.rule).toBe('invitation.expired')
  expect(
    (await faultOf(acceptInvitation(door.caller(), old.token, { name: 'x', password: 'a dune at dusk' })))
      .details.rule,
  ).toBe('invitation.expired')
  expect((await view('made up')).code).toBe('not_found')
})

test('who is a member is not invited again, and only an admin invites', async () => {
  const { email, name, password } = door.person()
  const { token } = await inviteMember(ctx, { email, role: 'rep' })
  await acceptInvitation(door.caller(), token, { name, password })
  const refusal = await faultOf(inviteMember(ctx, { email: email.toUpperCase(), role: 'admin' }))
  expect(refusal).toMatchObject({
    code: 'conflict',
    details: { rule: 'member.exists', problems: [{ pointer: '/email' }] },
  })
  const manager = await testContext(database, { workspaceId: ctx.workspaceId, role: 'manager' })
  expect((await faultOf(inviteMember(manager, { email: 'x@y.example', role: 'rep' }))).code).toBe('forbidden')
  const stranger = await testContext(database)
  const { id } = await inviteMember(ctx, { email: 'x@y.example', role: 'rep' })
  expect((await faultOf(revokeInvitation(stranger, id))).code).toBe('not_found')
})

test('of accepting and withdrawing at the same moment one happens', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  const { id, token } = await inviteMember(ctx, { email: person.email, role: 'rep' })
  const outcomes = await Promise.allSettled([
    acceptInvitation(door.caller(), token, { password: person.password }),
    revokeInvitation(ctx, id),
  ])
  expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
  const [row] = await database.owner`
    select accepted_at is not null as accepted, revoked_at is not null as revoked from invitation where id = ${id}`
  expect(row!.accepted).not.toBe(row!.revoked)
})
