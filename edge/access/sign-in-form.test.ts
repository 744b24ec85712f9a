import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sessionCookieName } from '@sextant/db/access/authentication'
import { identifyKey, identifySession } from '@sextant/db/access/identify'
import { scratchFiles } from '@sextant/db/testing/scratch-blobs'
import { testCallers, testSettings } from '@sextant/db/testing/test-callers'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { createApp } from '../app/app'
import { createDoor, type Door } from '../app/door'
import { accessRoutes } from './access.routes'
import { signInForm } from './sign-in-form'

const { origin, secret } = testSettings
let database: TestDatabase
let people: ReturnType<typeof testCallers>
let door: Door
let app: ReturnType<typeof createApp>
let dist: string

beforeAll(async () => {
  database = await testDatabase()
  people = testCallers(database)
  dist = mkdtempSync(join(tmpdir(), 'sextant-dist-'))
  mkdirSync(join(dist, 'server'))
  // A page that says at which address it is and what it was told.
  writeFileSync(
    join(dist, 'server', 'entry-server.js'),
    'export default { fetch: ({ url, headers }) => new Response(new URL(url).pathname + new URL(url).search + " " + decodeURIComponent(headers.get("x-sextant-refused") ?? "")) }',
  )
  door = createDoor({
    db: database,
    origin,
    secret,
    cookie: sessionCookieName(origin),
    files: scratchFiles(),
    find: { session: token => identifySession(database, token), key: key => identifyKey(database, key) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
    uiDist: dist,
  })
  app = createApp(door, accessRoutes, [signInForm])
  await door.start()
})
afterAll(async () => {
  await door.close()
  await database.drop()
  rmSync(dist, { recursive: true })
})

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  app.request(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
    body: new URLSearchParams(fields).toString(),
  })

async function known() {
  const person = people.person()
  const answer = await app.request(`${origin}/auth/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...person, locale: 'fr' }),
  })
  expect(answer.status).toBe(201)
  return person
}

/** What the page was told of the refusal. */
const toldOf = async (answer: Response) => {
  const text = await answer.text()
  return { page: text.split(' ', 1)[0], ...JSON.parse(text.slice(text.indexOf(' ') + 1)) }
}

test('the right password signs in and leads to the page that was asked for, in the language of the account', async () => {
  const { email, password } = await known()
  const answer = await post('/sign-in?to=%2Fleads%3Fview%3Dall', { email: ` ${email} `, password })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/leads?view=all'])
  const cookies = answer.headers.getSetCookie()
  expect(cookies.some(cookie => cookie.startsWith('sx_locale=fr;'))).toBe(true)
  const session = cookies.find(cookie => cookie.startsWith(sessionCookieName(origin)))!
  expect(session).toContain('HttpOnly')
  const cookie = session.split(';')[0]!
  expect((await app.request(`${origin}/auth/session`, { headers: { cookie } })).status).toBe(200)
  const chosen = await post('/sign-in', { email, password }, { cookie: 'sx_locale=ar' })
  expect(chosen.headers.getSetCookie().some(cookie => cookie.startsWith('sx_locale'))).toBe(false)
})

test('it leads to no other site', async () => {
  const { email, password } = await known()
  for (const to of [
    'https://evil.example',
    '//evil.example',
    '/\t/evil.example',
    '/\\evil.example',
    '/.//evil.example',
    '',
  ]) {
    const answer = await post(`/sign-in?to=${encodeURIComponent(to)}`, { email, password })
    expect([to, answer.status, answer.headers.get('location')]).toEqual([to, 303, '/'])
  }
})

test('a wrong password is told in the page itself, which keeps the e-mail and the way on, and no password', async () => {
  const { email } = await known()
  const answer = await post('/sign-in?to=%2Fmodels', { email, password: 'not this one at all' })
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([401, 'no-store'])
  expect(answer.headers.get('content-security-policy')).toContain("form-action 'self'")
  expect(answer.headers.getSetCookie()).toEqual([])
  const told = await toldOf(answer)
  expect(told).toMatchObject({
    page: '/sign-in?to=%2Fmodels',
    problem: { status: 401, rule: 'access.wrong_credentials' },
    typed: { email },
  })
  expect(JSON.stringify(told)).not.toContain('not this one')
})

test('tries are limited as at the API, and the page says for how long', async () => {
  const { email, password } = await known()
  for (let tries = 0; tries < 10; tries++) await post('/sign-in', { email, password: 'not this one' })
  const answer = await post('/sign-in', { email, password })
  expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true])
  const { problem, retryAfterSeconds } = await toldOf(answer)
  expect([problem.rule, retryAfterSeconds > 0]).toEqual(['access.too_many_attempts', true])
})

test('another site cannot sign anybody in, and what is no form is refused', async () => {
  const { email, password } = await known()
  const elsewhere: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ]
  for (const headers of elsewhere) {
    const answer = await post('/sign-in', { email, password }, headers)
    expect([headers, answer.status, answer.headers.getSetCookie()]).toEqual([headers, 403, []])
    expect((await toldOf(answer)).typed).toEqual({})
  }
  const json = await post('/sign-in', { email, password }, { 'content-type': 'application/json' })
  expect(json.status).toBe(415)
  const nul = await post('/sign-in', { email: 'a\u0000b', password })
  expect(nul.status).toBe(422)
})

test('the page cannot be told from outside that it was refused, and knows no other method', async () => {
  const plain = await app.request(`${origin}/sign-in`, { headers: { 'x-sextant-refused': '%7B%7D' } })
  expect(await plain.text()).toBe('/sign-in ')
  const put = await app.request(`${origin}/sign-in`, { method: 'PUT' })
  expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
  expect((await post('/leads', {})).headers.get('allow')).toBe('GET, HEAD')
})
