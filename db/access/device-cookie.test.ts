import { afterAll, beforeAll, expect, test } from 'bun:test'
import { uuidv7 } from '../core/ids'
import { faultOf, testCallers } from '../testing/test-callers'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { acceptInvitation } from './accept-invitation'
import { authenticationOf } from './authentication'
import type { Caller } from './caller'
import { countSignIn } from './count-attempt'
import { rememberDevice } from './device-cookie'
import { inviteMember } from './invite-member'
import { resumeSession } from './read-session'
import { signIn } from './sign-in'
import { signUp } from './sign-up'

let database: TestDatabase
let door: ReturnType<typeof testCallers>
beforeAll(async () => {
  database = await testDatabase()
  door = testCallers(database)
})
afterAll(() => database.drop())

/** A browser with these cookies, as they were set. */
const browser = (cookies: (string | undefined)[] = [], address = '192.0.2.7'): Caller => {
  const caller = door.caller({ address })
  caller.headers.set('cookie', cookies.map(cookie => cookie?.split(';')[0]).join('; '))
  return caller
}

const outcome = (caller: Caller, { email, password }: { email: string; password: string }) =>
  signIn(caller, { email, password }).then(
    () => 'in',
    error => error.code as string,
  )
const wrong = (email: string) => ({ email, password: 'not this one at all' })

/** As many wrong passwords as an account takes from everywhere, each from another network. */
async function besiege(email: string) {
  for (let n = 0; n < 100; n++)
    await countSignIn(door.caller({ address: `198.51.${100 + Math.floor(n / 50)}.${n}` }), email)
}

test('a hundred wrong passwords from anywhere keep out who is new, and nobody who has signed in from their device before', async () => {
  const person = door.person()
  const { deviceCookie } = await signUp(browser(), person)
  await besiege(person.email)
  expect(await outcome(browser(), person)).toBe('limited')
  expect(await outcome(browser([deviceCookie]), person)).toBe('in')
  expect(await outcome(browser([deviceCookie], '203.0.113.80'), person)).toBe('in')
  // An account that nobody has is besieged alike: nothing tells which there are.
  await besiege('nobody.at.all@najd.example')
  expect(await outcome(browser(), wrong('nobody.at.all@najd.example'))).toBe('limited')
})

test('whoever tries passwords in the same office keeps nobody out who is known there', async () => {
  const person = door.person()
  const { deviceCookie } = await signUp(browser(), person)
  const office = '203.0.113.200'
  for (let n = 0; n < 10; n++) await countSignIn(door.caller({ address: office }), person.email)
  for (let n = 0; n < 200; n++)
    await countSignIn(door.caller({ address: office }), `guess${n}@najd.example`).catch(() => undefined)
  expect(await outcome(browser([], office), person)).toBe('limited')
  expect(await outcome(browser([deviceCookie], office), person)).toBe('in')
})

test('a known device has ten tries of its own, which keep out nobody else', async () => {
  const person = door.person()
  const { deviceCookie } = await signUp(browser(), person)
  const here = () => browser([deviceCookie])
  for (let n = 0; n < 10; n++) expect(await outcome(here(), wrong(person.email))).toBe('unauthenticated')
  expect(await outcome(here(), person)).toBe('limited')
  expect(await outcome(browser(), person)).toBe('in')
  door.clock.move(16 * 60_000)
  expect(await outcome(here(), wrong(person.email))).toBe('unauthenticated')
  expect(await outcome(here(), person)).toBe('in')
  // The right password has made its tries ten again.
  for (let n = 0; n < 10; n++) expect(await outcome(here(), wrong(person.email))).toBe('unauthenticated')
})

test('a device is known for the accounts that it has signed in, and for no other', async () => {
  const [one, two, other] = [door.person(), door.person(), door.person()]
  const first = await signUp(browser(), one)
  const second = await signUp(browser([first.deviceCookie]), two)
  const stranger = await signUp(browser(), other)
  for (const { email } of [one, two]) await besiege(email)
  expect(await outcome(browser([second.deviceCookie]), one)).toBe('in')
  expect(await outcome(browser([second.deviceCookie]), two)).toBe('in')
  // What was given before the second signed in proves nothing of them, and a stranger's own nothing of anybody else.
  expect(await outcome(browser([first.deviceCookie]), two)).toBe('limited')
  expect(await outcome(browser([stranger.deviceCookie]), one)).toBe('limited')
})

test('a cookie that was made up, changed or signed with another secret proves nothing', async () => {
  const person = door.person()
  const { deviceCookie, cookie } = await signUp(browser(), person)
  await besiege(person.email)
  const [name, value] = deviceCookie!.split(';')[0]!.split('=') as [string, string]
  const [device, account, signature] = value.split('.') as [string, string, string]
  const signer = { ...authenticationOf(database), secret: 'another secret, which is long enough too' }
  for (const forged of [
    `${name}=`,
    `${name}=${device}.${account}`,
    `${name}=${device}.${account}.${'A'.repeat(43)}`,
    `${name}=${'A'.repeat(22)}.${account}.${signature}`,
    `${name}=${device}.${account}.${account}.${signature}`,
    `${name}=${cookie!.split(';')[0]!.split('=')[1]}`,
    rememberDevice(signer, new Headers(), person.email),
  ])
    expect([forged, await outcome(browser([forged]), person)]).toEqual([forged, 'limited'])
  expect(await outcome(browser([deviceCookie]), person)).toBe('in')
  // Nor is it a session.
  const asSession = `${cookie!.split('=')[0]}=${value}`
  expect((await faultOf(resumeSession(browser([asSession])))).code).toBe('unauthenticated')
})

test('the cookie is for the server only, lasts, and tells no address', async () => {
  const person = door.person()
  const { deviceCookie } = await signUp(browser(), person)
  expect(deviceCookie).toMatch(
    /^__Host-sextant\.device=[\w.-]+; Max-Age=34560000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
  )
  expect(decodeURIComponent(deviceCookie!)).not.toContain(person.email.split('@')[0]!)
  let latest = deviceCookie
  for (let n = 0; n < 10; n++) latest = (await signUp(browser([latest]), door.person())).deviceCookie
  // Eight people at one desk are known, the earliest is forgotten, and it stays small.
  expect(latest!.length).toBeLessThan(400)
  await besiege(person.email)
  expect(await outcome(browser([latest]), person)).toBe('limited')
})

test('a session that slides, and an invitation, make the browser known too', async () => {
  const person = door.person()
  const { cookie, sessionId } = await signUp(browser(), person)
  await database.owner`update session set expires_at = now() + interval '10 days' where id = ${sessionId}`
  const { deviceCookie } = await resumeSession(browser([cookie]))
  await besiege(person.email)
  expect(await outcome(browser([deviceCookie]), person)).toBe('in')

  const guest = door.person()
  const { token } = await inviteMember(await testContext(database), { email: guest.email, role: 'rep' })
  const joined = await acceptInvitation(browser(), token, { name: guest.name, password: guest.password })
  await besiege(guest.email)
  expect(await outcome(browser([joined.deviceCookie]), guest)).toBe('in')
})

test('a device that is known for somebody asks as much of the database for an account as for none', async () => {
  const [attacker, victim] = [door.person(), door.person()]
  const { deviceCookie } = await signUp(browser(), attacker)
  await signUp(browser(), victim)
  const address = '203.0.113.31'
  const statementsFor = async (email: string) => {
    const before = database.statements()!
    expect(await outcome(browser([deviceCookie], address), wrong(email))).toBe('unauthenticated')
    return database.statements()! - before
  }
  const nobody = `${uuidv7()}@najd.example`
  for (const email of [victim.email, nobody]) await statementsFor(email)
  expect(await statementsFor(victim.email)).toBe(await statementsFor(nobody))
})
