import { afterAll, beforeAll, expect, mock, test } from 'bun:test'
import * as crypto from 'node:crypto'
import { faultOf, testCallers } from '../testing/test-callers'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { createWorkspace } from './create-workspace'
import { identifySession } from './identify'
import { resumeSession } from './read-session'
import { signIn } from './sign-in'
import { signOut, signOutEverywhere } from './sign-out'
import { signUp } from './sign-up'
import type { SignedIn } from './start-session'
import { switchWorkspace } from './switch-workspace'
import { updateProfile } from './update-profile'
import { updateWorkspace } from './update-workspace'

let database: TestDatabase
let door: ReturnType<typeof testCallers>
beforeAll(async () => {
  database = await testDatabase()
  door = testCallers(database)
})
afterAll(() => database.drop())

const cookieOf = ({ cookie }: SignedIn) => cookie!.split(';')[0]!
const identityOf = (signedIn: SignedIn) =>
  identifySession(database, door.caller({ cookie: cookieOf(signedIn) }).headers)
const contextFor = async (signedIn: SignedIn) => {
  const identity = (await identityOf(signedIn))!
  const { id, name, workspaceId, access, locale, timeZone, workspaceTimeZone, currency, reportingCurrency } =
    identity
  const { db, clock, requestId } = door.caller()
  return {
    db,
    clock,
    requestId,
    workspaceId,
    access,
    locale,
    timeZone,
    workspaceTimeZone,
    currency,
    reportingCurrency,
    actor: { type: 'user', id, name } as const,
  }
}

test('signing up makes a person, a workspace that they administer, and a pipeline to begin with', async () => {
  const person = door.person()
  const signedIn = await signUp(door.caller(), {
    ...person,
    workspace: 'Najd Trading',
    currency: 'SAR',
    locale: 'ar',
    timeZone: 'Asia/Riyadh',
  })
  const { session } = await resumeSession(door.caller({ cookie: signedIn.cookie }))
  expect(session).toMatchObject({
    user: { name: person.name, email: person.email, timeZone: 'Asia/Riyadh' },
    member: { name: person.name, role: 'admin', teamId: null },
    workspace: {
      name: 'Najd Trading',
      slug: 'najd-trading',
      currency: 'SAR',
      timeZone: 'Asia/Riyadh',
      locale: 'ar',
    },
    workspaces: [{ name: 'Najd Trading', role: 'admin' }],
    locale: 'ar',
    timeZone: 'Asia/Riyadh',
    permissions: { lead: { read: 'all' } },
  })
  const stages = await database.owner`
    select s.name, s.kind, s.probability::int from stage s join pipeline p on p.id = s.pipeline_id
    where p.workspace_id = ${signedIn.workspaceId} and p.is_default order by s.position`
  expect(stages.map(stage => [stage.name, stage.kind, stage.probability])).toEqual([
    ['Qualify', 'open', 10],
    ['Discover', 'open', 25],
    ['Propose', 'open', 50],
    ['Negotiate', 'open', 70],
    ['Commit', 'open', 90],
    ['Won', 'won', 100],
    ['Lost', 'lost', 0],
  ])
  const kinds =
    await database.owner`select kind from event where workspace_id = ${signedIn.workspaceId} order by seq`
  expect(kinds.map(event => event.kind)).toEqual([
    'workspace.created',
    'member.created',
    'pipeline.created',
    ...Array(7).fill('stage.created'),
    'session.started',
  ])
})

test('the cookie is the host’s own, for https and the server only, and its signature counts', async () => {
  const signedIn = await signUp(door.caller(), door.person())
  expect(signedIn.cookie).toMatch(/^__Host-sextant\.session=/)
  for (const part of ['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=2592000'])
    expect(signedIn.cookie!.toLowerCase()).toContain(part.toLowerCase())
  expect(signedIn.cookie).not.toContain('Domain')
  const value = cookieOf(signedIn).split('=')[1]!
  expect(await identifySession(database, value)).toMatchObject({
    kind: 'user',
    workspaceId: signedIn.workspaceId,
    sessionId: signedIn.sessionId,
  })
  const [{ token }] =
    (await database.owner`select token from session where id = ${signedIn.sessionId}`) as unknown as [
      { token: string },
    ]
  for (const forged of [token, `${token}.`, `${token}.AAAA`, `${token}.${'A'.repeat(43)}=`, '%', ''])
    expect(await identifySession(database, forged)).toBeNull()
})

test('an e-mail is one account with one workspace however it is written, also for a sign-up that is repeated at once', async () => {
  const person = door.person()
  const all = await Promise.all(
    [person.email, person.email.toUpperCase(), person.email].map(email =>
      signUp(door.caller(), { ...person, email }),
    ),
  )
  expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(new Set(all.map(({ userId, workspaceId }) => `${userId} ${workspaceId}`)).size).toBe(1)
  const later = await signUp(door.caller(), { ...person, email: ` ${person.email}`, workspace: 'Another' })
  expect([later.isNew, later.workspaceId]).toEqual([false, all[0]!.workspaceId])
  const [{ n }] =
    (await database.owner`select count(*)::int as n from member where email = ${person.email}`) as unknown as [
      { n: number },
    ]
  expect(n).toBe(1)
})

test('a sign-up that was cut off before its workspace is gone on with by repeating it, under the name that was asked for', async () => {
  const person = { ...door.person(), workspace: 'Harbour & Sons' }
  const first = await signUp(door.caller(), person)
  await database.owner`delete from member where user_id = ${first.userId}`
  const { isNew, workspaceId } = await signUp(door.caller(), person)
  const [row] = await database.owner`select name from workspace where id = ${workspaceId}`
  expect([isNew, row!.name]).toEqual([false, 'Harbour & Sons'])
  expect(workspaceId).not.toBe(first.workspaceId)
})

test('who signs up with an address that is taken and another password is told the same however often', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  // The tenth try at the password is the last that is looked at.
  for (let tries = 0; tries < 12; tries++) {
    const stranger = { ...person, name: 'Somebody else', password: `not this dune ${tries}` }
    const refusal = await faultOf(signUp(door.caller({ address: '198.51.100.77' }), stranger))
    expect([refusal.code, refusal.details.rule, refusal.details.retryAfterSeconds]).toEqual([
      'conflict',
      'access.email_taken',
      undefined,
    ])
    expect(refusal.details.problems).toMatchObject([{ pointer: '/email', code: 'email_taken' }])
  }
  const right = await faultOf(signUp(door.caller({ address: '198.51.100.77' }), person))
  expect(right.details.rule).toBe('access.email_taken')
})

test('a password that is short or is the e-mail is refused at its place', async () => {
  const person = door.person()
  const short = await faultOf(signUp(door.caller(), { ...person, password: 'nine char' }))
  expect(short.details.problems).toMatchObject([
    { pointer: '/password', code: 'min_length', message: 'Use at least 10 characters.' },
  ])
  const guessable = await faultOf(signUp(door.caller(), { ...person, password: person.email }))
  expect(guessable.details.problems).toMatchObject([{ pointer: '/password', code: 'password_guessable' }])
  const broken = await faultOf(signUp(door.caller(), { ...person, password: 'Password123' }))
  expect(broken.details.problems).toMatchObject([{ pointer: '/password', code: 'password_guessable' }])
})

test('an address that the standard allows and sign-in cannot keep is refused at its place', async () => {
  const person = { ...door.person(), email: 'rf43}vj-~o@98o4.example' }
  expect(await faultOf(signUp(door.caller(), person))).toMatchObject({
    code: 'invalid',
    details: { problems: [{ pointer: '/email', code: 'rfc_email' }] },
  })
})

test('an unknown e-mail and a wrong password get the same answer', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  const wrong = await faultOf(signIn(door.caller(), { email: person.email, password: 'another dune' }))
  const unknown = await faultOf(
    signIn(door.caller(), { email: 'nobody@najd.example', password: 'another dune' }),
  )
  const malformed = await faultOf(signIn(door.caller(), { email: 'nobody', password: 'another dune' }))
  const empty = await faultOf(signIn(door.caller(), { email: '', password: 'another dune' }))
  expect(empty.code).toBe('unauthenticated')
  const shape = ({ code, message, details }: typeof wrong) => ({ code, message, details })
  expect(shape(wrong)).toEqual(shape(unknown))
  expect(shape(wrong)).toEqual(shape(malformed))
  expect(wrong).toMatchObject({ code: 'unauthenticated', details: { rule: 'access.wrong_credentials' } })
})

test('an unknown e-mail costs as many statements and as much hashing as a wrong password', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  const real = { ...crypto }
  const scrypt = mock(real.scrypt)
  await mock.module('node:crypto', () => ({ ...real, scrypt }))
  const workOf = async (email: string) => {
    const before = database.statements()!
    scrypt.mockClear()
    await faultOf(signIn(door.caller(), { email, password: 'another dune' }))
    return { statements: database.statements()! - before, hashes: scrypt.mock.calls.length }
  }
  // The first try of an address makes room in the table of tries, for both alike.
  for (const email of [person.email, 'nobody@najd.example']) await workOf(email)
  const known = await workOf(person.email)
  const unknown = await workOf('nobody@najd.example')
  await mock.module('node:crypto', () => real)
  expect(unknown).toEqual(known)
  expect(known.hashes).toBe(1)
})

test('after ten wrong tries from one address the right password waits too, and others are let in', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  const attacker = () => door.caller({ address: '203.0.113.9' })
  const tries = await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) =>
      signIn(attacker(), { email: person.email, password: `guess number ${n}` }),
    ),
  )
  const codes = tries.map(one => (one.status === 'rejected' ? one.reason.code : 'in'))
  expect(codes.filter(code => code === 'unauthenticated')).toHaveLength(10)
  expect(codes.filter(code => code === 'limited')).toHaveLength(2)
  const limited = await faultOf(signIn(attacker(), { email: person.email, password: person.password }))
  expect(limited.code).toBe('limited')
  expect(limited.details.retryAfterSeconds).toBeGreaterThan(800)
  expect(
    (
      await signIn(door.caller({ address: '198.51.100.4' }), {
        email: person.email,
        password: person.password,
      })
    ).userId,
  ).toBeString()
  door.clock.move(16 * 60_000)
  expect((await signIn(attacker(), { email: person.email, password: person.password })).userId).toBeString()
})

test('signing in makes a new session and ends the one the browser had', async () => {
  const person = door.person()
  const { email, password } = person
  const first = await signUp(door.caller(), person)
  const second = await signIn(door.caller({ cookie: first.cookie }), { email, password })
  expect(second.workspaceId).toBe(first.workspaceId)
  expect(cookieOf(second)).not.toBe(cookieOf(first))
  expect(await identityOf(first)).toBeNull()
  expect(await identityOf(second)).not.toBeNull()
  const [revoked] =
    await database.owner`select payload from event where kind = 'session.revoked' and subject_id = ${first.sessionId}`
  expect(revoked!.payload).toEqual({ sessionId: first.sessionId })
})

test('a session in use slides; one that is over is nobody', async () => {
  const signedIn = await signUp(door.caller(), door.person())
  await database.owner`update session set expires_at = now() + interval '10 days' where id = ${signedIn.sessionId}`
  const { cookie } = await resumeSession(door.caller({ cookie: signedIn.cookie }))
  expect(cookie).toContain('Max-Age=2592000')
  const identity = await identityOf(signedIn)
  expect(identity!.expiresAt).toBeGreaterThan(Date.now() + 29 * 24 * 3_600_000)
  await database.owner`update session set expires_at = now() - interval '1 second' where id = ${signedIn.sessionId}`
  expect(await identityOf(signedIn)).toBeNull()
  expect((await faultOf(resumeSession(door.caller({ cookie: signedIn.cookie })))).code).toBe(
    'unauthenticated',
  )
})

test('signing out ends this session, signing out everywhere all of them, and the log tells each', async () => {
  const person = door.person()
  const { email, password } = person
  const sessions = [
    await signUp(door.caller(), person),
    await signIn(door.caller(), { email, password }),
    await signIn(door.caller(), { email, password }),
  ]
  const { cookie } = await signOut(door.caller({ cookie: sessions[0]!.cookie }))
  expect(cookie).toContain('Max-Age=0')
  expect(await identityOf(sessions[0]!)).toBeNull()
  expect((await signOutEverywhere(await contextFor(sessions[1]!), sessions[1]!.userId)).ended).toBe(2)
  for (const session of sessions) {
    expect(await identityOf(session)).toBeNull()
    expect(
      await database.owner`select 1 from event where kind = 'session.revoked' and subject_id = ${session.sessionId}`,
    ).toHaveLength(1)
  }
  expect((await signOut(door.caller())).cookie).toContain('Max-Age=0')
})

test('one moves between one’s own workspaces only, and sign-in goes back to the last', async () => {
  const person = door.person()
  const { email, password } = person
  const signedIn = await signUp(door.caller(), person)
  const stranger = await signUp(door.caller(), door.person())
  const ctx = await contextFor(signedIn)
  const { workspaceId } = await createWorkspace(ctx, signedIn.userId, { name: 'Second' })
  await switchWorkspace(door.caller(), signedIn.sessionId, workspaceId)
  expect((await identityOf(signedIn))!.workspaceId).toBe(workspaceId)
  expect((await faultOf(switchWorkspace(door.caller(), signedIn.sessionId, stranger.workspaceId))).code).toBe(
    'not_found',
  )
  expect((await identityOf(signedIn))!.workspaceId).toBe(workspaceId)
  expect((await signIn(door.caller(), { email, password })).workspaceId).toBe(workspaceId)
})

test('two workspaces of one name get two addresses', async () => {
  const slugs = await Promise.all(
    [1, 2, 3].map(async () => {
      const { workspaceId } = await signUp(door.caller(), { ...door.person(), workspace: 'Café Ünal & Co' })
      const [row] = await database.owner`select slug from workspace where id = ${workspaceId}`
      return row!.slug as string
    }),
  )
  expect(new Set(slugs).size).toBe(3)
  expect(slugs.every(slug => /^cafe-unal-co(-[0-9a-f]{8})?$/.test(slug))).toBe(true)
})

test('a sign-up that was cut off before its workspace is completed by the next sign-in', async () => {
  const person = door.person()
  const { email, password } = person
  const first = await signUp(door.caller(), person)
  await database.owner`delete from member where user_id = ${first.userId}`
  const second = await signIn(door.caller(), { email, password })
  expect((await identityOf(second))!.access.role).toBe('admin')
  await database.owner`update member set deleted_at = now() where user_id = ${first.userId}`
  const refusal = await faultOf(signIn(door.caller(), { email, password }))
  expect(refusal.details.rule).toBe('access.no_workspace')
})

test('one’s own time zone holds in every workspace, and without one it is the workspace’s', async () => {
  const person = door.person()
  const signedIn = await signUp(door.caller(), { ...person, timeZone: 'Asia/Tokyo' })
  const zones = async () => {
    const { timeZone, workspaceTimeZone } = (await identityOf(signedIn))!
    const { session } = await resumeSession(door.caller({ cookie: signedIn.cookie }))
    expect(session.timeZone).toBe(timeZone)
    return { timeZone, workspaceTimeZone, own: session.user.timeZone }
  }
  await updateWorkspace(await contextFor(signedIn), { timeZone: 'Europe/Berlin' })
  expect(await zones()).toEqual({
    timeZone: 'Asia/Tokyo',
    workspaceTimeZone: 'Europe/Berlin',
    own: 'Asia/Tokyo',
  })
  await updateProfile(await contextFor(signedIn), signedIn.userId, { timeZone: 'Asia/Kathmandu' })
  expect(await zones()).toMatchObject({ timeZone: 'Asia/Kathmandu', workspaceTimeZone: 'Europe/Berlin' })
  await database.owner`update "user" set time_zone = null where id = ${signedIn.userId}`
  expect(await zones()).toEqual({ timeZone: 'Europe/Berlin', workspaceTimeZone: 'Europe/Berlin', own: null })
  for (const none of ['Mars/Olympus', '+05:30', ''])
    expect(
      (await faultOf(updateProfile(await contextFor(signedIn), signedIn.userId, { timeZone: none }))).code,
    ).toBe('invalid')
})

test('one’s new name and language hold in every workspace', async () => {
  const signedIn = await signUp(door.caller(), door.person())
  await createWorkspace(await contextFor(signedIn), signedIn.userId, { name: 'Second' })
  await updateProfile(await contextFor(signedIn), signedIn.userId, { name: 'Laila', locale: 'fr' })
  const members = await database.owner`select name from member where user_id = ${signedIn.userId}`
  expect(members.map(member => member.name)).toEqual(['Laila', 'Laila'])
  expect(await identityOf(signedIn)).toMatchObject({ name: 'Laila', locale: 'fr' })
})

test('an account is written whole or not at all', async () => {
  const person = door.person()
  await database.owner`alter table account add constraint broken check (false) not valid`
  const outcome = await signUp(door.caller(), person).then(
    () => 'in',
    () => 'refused',
  )
  await database.owner`alter table account drop constraint broken`
  expect(outcome).toBe('refused')
  expect(await database.owner`select 1 from "user" where email = ${person.email}`).toHaveLength(0)
  expect((await signUp(door.caller(), person)).email).toBe(person.email)
})

test('the session notes the address the edge saw, not one that the caller wrote', async () => {
  const caller = door.caller({ address: '198.51.100.7' })
  caller.headers.set('x-forwarded-for', '10.6.6.6')
  caller.headers.set('user-agent', 'A browser')
  const { sessionId } = await signUp(caller, door.person())
  const [row] = await database.owner`select ip_address, user_agent from session where id = ${sessionId}`
  expect(row).toEqual({ ipAddress: '198.51.100.7', userAgent: 'A browser' })
})

test('sessions that are over and windows of attempts that are past are cleared away', async () => {
  const person = door.person()
  const { email, password } = person
  const { sessionId } = await signUp(door.caller(), person)
  await database.owner`update session set expires_at = now() - interval '1 day' where id = ${sessionId}`
  await database.owner`insert into rate_limit select 'old ' || n, 1, now() - interval '1 day' from generate_series(1, 15) n`
  await signIn(door.caller({ address: '198.51.100.99' }), { email, password })
  expect(await database.owner`select 1 from session where id = ${sessionId}`).toHaveLength(0)
  expect(await database.owner`select 1 from rate_limit where key like 'old %'`).toHaveLength(0)
})
