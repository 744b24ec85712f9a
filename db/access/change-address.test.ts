import { afterAll, beforeAll, expect, test } from 'bun:test'
import { faultOf, testCallers } from '../testing/test-callers'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { askAddressChange, confirmAddress } from './change-address'
import { identifySession } from './identify'
import { signIn } from './sign-in'
import { signUp } from './sign-up'

let database: TestDatabase
let door: ReturnType<typeof testCallers>
beforeAll(async () => {
  database = await testDatabase()
  door = testCallers(database)
})
afterAll(() => database.drop())

const mailsTo = async (email: string) =>
  database.owner<{ purpose: string; content: { text: string } }[]>`
    select purpose, content from delivery where recipients -> 0 ->> 'address' = ${email} order by id`
const tokenTo = async (email: string) =>
  /token=([\w-]+)/.exec((await mailsTo(email)).at(-1)!.content.text)![1]!

test('a new address is confirmed where it is, told where it was, and signs in; sessions go on', async () => {
  const person = door.person()
  const { userId, cookie } = await signUp(door.caller(), person)
  const wished = 'Layla@Elsewhere.example'
  const wrong = await faultOf(
    askAddressChange(door.caller(), userId, { email: wished, password: 'not the password' }),
  )
  expect(wrong.code).toBe('unauthenticated')
  await askAddressChange(door.caller(), userId, { email: wished, password: person.password })
  await signIn(door.caller(), { email: person.email, password: person.password })
  const token = await tokenTo('layla@elsewhere.example')
  await confirmAddress(door.caller(), token)
  expect((await mailsTo(person.email)).map(({ purpose }) => purpose)).toEqual(['address_changed'])
  await signIn(door.caller(), { email: wished, password: person.password })
  expect(
    (await faultOf(signIn(door.caller(), { email: person.email, password: person.password }))).code,
  ).toBe('unauthenticated')
  expect(await identifySession(database, door.caller({ cookie }).headers)).not.toBeNull()
  const members = await database.owner`select email from member where user_id = ${userId}`
  expect(members.map(({ email }) => email)).toEqual(['layla@elsewhere.example'])
  expect((await faultOf(confirmAddress(door.caller(), token))).details.rule).toBe('address.gone')
})

test('an address that somebody has is told to nobody, and taken by nobody', async () => {
  const [one, other] = [door.person(), door.person()]
  const { userId } = await signUp(door.caller(), one)
  await signUp(door.caller(), other)
  await askAddressChange(door.caller(), userId, { email: other.email, password: one.password })
  expect(await mailsTo(other.email)).toHaveLength(0)
  // Free when it was asked for, and taken before it was confirmed.
  await askAddressChange(door.caller(), userId, { email: 'later@najd.example', password: one.password })
  const token = await tokenTo('later@najd.example')
  await signUp(door.caller(), { ...door.person(), email: 'later@najd.example' })
  expect((await faultOf(confirmAddress(door.caller(), token))).details.rule).toBe('address.taken')
})

test('a link is good for an hour', async () => {
  const person = door.person()
  const { userId } = await signUp(door.caller(), person)
  await askAddressChange(door.caller(), userId, { email: 'old@najd.example', password: person.password })
  const token = await tokenTo('old@najd.example')
  door.clock.move(60 * 60 * 1000 + 1)
  expect((await faultOf(confirmAddress(door.caller(), token))).details.rule).toBe('address.gone')
})

test('a sign-in from a device that was never seen is told, one from a known device or of a newcomer is not', async () => {
  const person = door.person()
  const credentials = { email: person.email, password: person.password }
  await signUp(door.caller(), person)
  const { deviceCookie } = await signIn(door.caller(), credentials)
  expect(await mailsTo(person.email)).toHaveLength(0)
  await database.owner`update "user" set created_at = created_at - interval '2 hours' where email = ${person.email}`
  await signIn(door.caller({ cookie: deviceCookie }), credentials)
  expect(await mailsTo(person.email)).toHaveLength(0)
  await signIn(door.caller({ address: '198.51.100.7' }), credentials)
  const [told] = await mailsTo(person.email)
  expect([told!.purpose, told!.content.text.includes('198.51.100.7')]).toEqual(['sign_in_alert', true])
})
