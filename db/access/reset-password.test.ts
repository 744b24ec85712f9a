import { afterAll, beforeAll, expect, test } from 'bun:test'
import { faultOf, testCallers } from '../testing/test-callers'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { identifySession } from './identify'
import { askPasswordReset, resetPassword, viewPasswordReset } from './reset-password'
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
  database.owner<{ purpose: string; subject: string; content: { text: string; html: string } }[]>`
    select purpose, subject, content from delivery where recipients -> 0 ->> 'address' = ${email} order by id`
const tokenTo = async (email: string) =>
  /token=([\w-]+)/.exec(
    (await mailsTo(email)).findLast(({ purpose }) => purpose === 'password_reset')!.content.text,
  )![1]!
const other = 'a cliff at dawn'

test('a link comes by mail, works once, and ends every session; whose account it is is told', async () => {
  const person = door.person()
  const { cookie } = await signUp(door.caller(), person)
  await askPasswordReset(door.caller(), { email: person.email.toUpperCase() })
  const token = await tokenTo(person.email)
  expect(await viewPasswordReset(door.caller(), token)).toEqual({ email: person.email })
  const [kept] = await database.owner`select string_agg(v::text, '') as all from verification v`
  expect(kept!.all).not.toContain(token)
  await resetPassword(door.caller(), token, { password: other })
  expect(await identifySession(database, door.caller({ cookie }).headers)).toBeNull()
  expect(
    (await faultOf(signIn(door.caller(), { email: person.email, password: person.password }))).code,
  ).toBe('unauthenticated')
  await signIn(door.caller(), { email: person.email, password: other })
  expect(
    (await faultOf(resetPassword(door.caller(), token, { password: person.password }))).details.rule,
  ).toBe('reset.gone')
  expect((await mailsTo(person.email)).map(({ purpose }) => purpose)).toEqual([
    'password_reset',
    'password_changed',
  ])
})

test('of two who use a link at once one does, and an old link or another one after it opens nothing', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  await askPasswordReset(door.caller(), { email: person.email })
  const first = await tokenTo(person.email)
  await askPasswordReset(door.caller(), { email: person.email })
  const second = await tokenTo(person.email)
  const both = await Promise.allSettled(
    [1, 2].map(() => resetPassword(door.caller(), first, { password: other })),
  )
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await faultOf(viewPasswordReset(door.caller(), second))).details.rule).toBe('reset.gone')
  await askPasswordReset(door.caller(), { email: person.email })
  const old = await tokenTo(person.email)
  door.clock.move(60 * 60 * 1000 + 1)
  expect((await faultOf(resetPassword(door.caller(), old, { password: other }))).details.rule).toBe(
    'reset.gone',
  )
  expect((await faultOf(viewPasswordReset(door.caller(), 'made up'))).code).toBe('not_found')
})

test('a password that is easy to guess is refused, and the link is still good', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  await askPasswordReset(door.caller(), { email: person.email })
  const token = await tokenTo(person.email)
  for (const password of ['short', 'password1234', person.email])
    expect([password, (await faultOf(resetPassword(door.caller(), token, { password }))).code]).toEqual([
      password,
      'invalid',
    ])
  await resetPassword(door.caller(), token, { password: other })
})

test('whoever asks for an unknown address, or too often, is answered the same, and nobody is locked out', async () => {
  const person = door.person()
  await signUp(door.caller(), person)
  expect(await askPasswordReset(door.caller(), { email: 'nobody@nowhere.example' })).toBeUndefined()
  for (let times = 0; times < 7; times += 1)
    expect(
      await askPasswordReset(door.caller({ address: `192.0.2.${times}` }), { email: person.email }),
    ).toBeUndefined()
  expect(await mailsTo(person.email)).toHaveLength(5)
  expect(await mailsTo('nobody@nowhere.example')).toHaveLength(0)
  await signIn(door.caller(), { email: person.email, password: person.password })
})

test('it is written in the person’s own language, in its direction, and what stands in a name is text', async () => {
  const person = { ...door.person('Layla <b>Al-Harbi</b>'), locale: 'ar' as const }
  await signUp(door.caller(), person)
  await askPasswordReset(door.caller(), { email: person.email })
  const [{ subject, content }] = (await mailsTo(person.email)) as unknown as [
    { subject: string; content: { text: string; html: string } },
  ]
  expect(subject).toBe('اختر كلمة مرور جديدة')
  expect(content.html).toContain('<html lang="ar" dir="rtl">')
  expect(content.html).not.toContain('<b>')
  expect(content.text).toContain('<b>')
})
