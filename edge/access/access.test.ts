import { afterAll, beforeAll, expect, test } from 'bun:test'
import { sessionCookieName } from '@sextant/db/access/authentication'
import { identifyKey, identifySession } from '@sextant/db/access/identify'
import type { Log } from '@sextant/db/process/log'
import { scratchFiles } from '@sextant/db/testing/scratch-blobs'
import { testCallers, testSettings } from '@sextant/db/testing/test-callers'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { createApp } from '../app/app'
import { createDoor, type Door } from '../app/door'
import { accessRoutes } from './access.routes'

const { origin, secret } = testSettings
let database: TestDatabase
let people: ReturnType<typeof testCallers>
let doors: Door[]
let apps: ReturnType<typeof createApp>[]
const lines: string[] = []

beforeAll(async () => {
  database = await testDatabase()
  people = testCallers(database)
  const note = (message: string, fields?: Record<string, unknown>) =>
    void lines.push(JSON.stringify({ message, ...fields }))
  const log: Log = { info: note, warn: note, error: note, with: () => log }
  // Two edges on one database: what one of them does, the other must hold to.
  doors = [1, 2].map(() =>
    createDoor({
      db: database,
      origin,
      secret,
      cookie: sessionCookieName(origin),
      files: scratchFiles(),
      find: { session: token => identifySession(database, token), key: key => identifyKey(database, key) },
      log,
      access: line => void lines.push(line),
      tailEveryMs: 20,
    }),
  )
  apps = doors.map(door => createApp(door, accessRoutes))
  await Promise.all(doors.map(door => door.start()))
})
afterAll(async () => {
  await Promise.all(doors.map(door => door.close()))
  await database.drop()
})

interface Asking {
  body?: unknown
  cookie?: string
  key?: string
  edge?: number
  headers?: Record<string, string>
}

async function ask(method: string, path: string, { body, cookie, key, edge = 0, headers = {} }: Asking = {}) {
  const response = await apps[edge]!.request(`${origin}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie ? { cookie } : {}),
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  const session = response.headers.getSetCookie().find(header => header.startsWith(sessionCookieName(origin)))
  return {
    status: response.status,
    body: text ? JSON.parse(text) : undefined,
    cookie: session?.split(';')[0],
    headers: response.headers,
  }
}

/** Somebody signed up, with their cookie. */
async function newcomer() {
  const person = people.person()
  const { status, cookie, body } = await ask('POST', '/auth/sign-up', { body: person })
  expect(status).toBe(201)
  return { ...person, cookie: cookie!, session: body }
}

/** Asks until an edge that remembers has been told; the log takes it there within a moment. */
async function eventually(ask: () => Promise<{ status: number }>, status: number) {
  let seen = 0
  for (let tries = 0; tries < 100 && seen !== status; tries++) {
    seen = (await ask()).status
    if (seen !== status) await Bun.sleep(20)
  }
  expect(seen).toBe(status)
}

test('from signing up to signing out: the session tells who, where and what may be done', async () => {
  const person = await newcomer()
  const { status, body } = await ask('GET', '/auth/session', { cookie: person.cookie })
  expect(status).toBe(200)
  expect(body).toEqual(person.session)
  expect(Object.keys(body)).toEqual([
    'user',
    'member',
    'workspace',
    'workspaces',
    'locale',
    'timeZone',
    'permissions',
    'team',
    'territories',
    'closed',
  ])
  const out = await ask('POST', '/auth/sign-out', { cookie: person.cookie })
  expect([out.status, out.headers.getSetCookie()[0]]).toEqual([204, expect.stringContaining('Max-Age=0')])
  expect((await ask('GET', '/auth/session', { cookie: person.cookie })).status).toBe(401)
  const again = await ask('POST', '/auth/sign-in', {
    body: { email: person.email, password: person.password },
  })
  expect([again.status, again.body.user.id]).toEqual([200, person.session.user.id])
})

test('each refusal has its status, code, rule and place', async () => {
  const person = await newcomer()
  const cases: [string, string, unknown, number, string | undefined, string | undefined][] = [
    [
      'POST',
      '/auth/sign-up',
      { name: 'x', email: person.email, password: 'another dune at dawn' },
      409,
      'access.email_taken',
      '/email email_taken',
    ],
    [
      'POST',
      '/auth/sign-up',
      { name: 'x', email: 'x@y.example', password: 'short' },
      422,
      undefined,
      '/password min_length',
    ],
    [
      'POST',
      '/auth/sign-up',
      { name: 'x', email: 'nowhere', password: 'a dune at dusk' },
      422,
      undefined,
      '/email rfc_email',
    ],
    [
      'POST',
      '/auth/sign-in',
      { email: person.email, password: 'wrong' },
      401,
      'access.wrong_credentials',
      undefined,
    ],
    [
      'POST',
      '/auth/sign-in',
      { email: 'nobody@y.example', password: 'wrong' },
      401,
      'access.wrong_credentials',
      undefined,
    ],
    ['POST', '/auth/sign-in', 'me', 422, undefined, ' wrong_type'],
    ['GET', '/auth/invitations/made-up', undefined, 404, undefined, undefined],
    ['POST', '/auth/invitations/made-up', {}, 404, undefined, undefined],
    ['GET', '/crm/members', undefined, 401, undefined, undefined],
    ['POST', '/auth/sign-out-everywhere', undefined, 401, undefined, undefined],
  ]
  for (const [method, path, body, status, rule, problem] of cases) {
    const answer = await ask(method, path, { body })
    const [first] = answer.body.errors ?? []
    expect([path, answer.status, answer.body.rule, first && `${first.pointer} ${first.code}`]).toEqual([
      path,
      status,
      rule,
      problem,
    ])
  }
})

test('a browser that somebody has signed in from is let in while others try their password', async () => {
  const person = people.person()
  const { email, password } = person
  const { headers } = await ask('POST', '/auth/sign-up', { body: person })
  const [device] = headers.getSetCookie().filter(cookie => cookie.startsWith('__Host-sextant.device='))
  expect(device).toContain('HttpOnly')
  for (let n = 0; n < 10; n++)
    await ask('POST', '/auth/sign-in', { body: { email, password: `guess number ${n}` } })
  const unknown = await ask('POST', '/auth/sign-in', { body: { email, password } })
  expect([unknown.status, unknown.body.rule]).toEqual([429, 'access.too_many_attempts'])
  expect(Number(unknown.headers.get('retry-after'))).toBeGreaterThan(60)
  const known = await ask('POST', '/auth/sign-in', {
    body: { email, password },
    cookie: device!.split(';')[0]!,
  })
  expect(known.status).toBe(200)
  // Signing out forgets the session, not the device.
  const out = await ask('POST', '/auth/sign-out', { cookie: known.cookie })
  expect(out.headers.getSetCookie().some(cookie => cookie.includes('sextant.device'))).toBe(false)
})

test('a change that another site makes in a signed-in browser is refused', async () => {
  const { cookie } = await newcomer()
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }] as Record<
    string,
    string
  >[]) {
    expect((await ask('POST', '/auth/sign-out', { cookie, headers })).status).toBe(403)
    expect((await ask('PATCH', '/crm/workspace', { cookie, headers, body: { name: 'Mine' } })).status).toBe(
      403,
    )
  }
  expect((await ask('GET', '/auth/session', { cookie })).status).toBe(200)
})

test('signing out everywhere holds on an edge that remembered the session', async () => {
  const person = await newcomer()
  expect((await ask('GET', '/crm/workspace', { cookie: person.cookie, edge: 1 })).status).toBe(200)
  const second = await ask('POST', '/auth/sign-in', {
    body: { email: person.email, password: person.password },
  })
  expect((await ask('POST', '/auth/sign-out-everywhere', { cookie: second.cookie })).status).toBe(204)
  expect((await ask('GET', '/crm/workspace', { cookie: second.cookie })).status).toBe(401)
  await eventually(() => ask('GET', '/crm/workspace', { cookie: person.cookie, edge: 1 }), 401)
})

test('one sees where one is signed in, and ends a session there or everywhere else', async () => {
  const person = await newcomer()
  const { email, password } = person
  const signIn = (agent: string) =>
    ask('POST', '/auth/sign-in', { body: { email, password }, headers: { 'user-agent': agent } })
  const phone = await signIn(
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
  )
  const program = await signIn('<script>alert(1)</script>')
  const list = async () => (await ask('GET', '/auth/sessions', { cookie: person.cookie })).body.results
  const { name } = (await ask('GET', '/crm/workspace', { cookie: person.cookie })).body
  const [own, ...others] = await list()
  expect([own.current, own.workspace]).toEqual([true, name])
  expect(others).toEqual([
    expect.objectContaining({ current: false, browser: null, system: null, device: null }),
    expect.objectContaining({ current: false, browser: 'Chrome', system: 'Android', device: 'phone' }),
  ])
  // Who remembers the session, such as another edge, hears of its end too.
  expect((await ask('GET', '/crm/workspace', { cookie: phone.cookie, edge: 1 })).status).toBe(200)
  const end = (id: string, cookie = person.cookie) => ask('DELETE', `/auth/sessions/${id}`, { cookie })
  const stranger = await newcomer()
  expect((await end(others[1].id, stranger.cookie)).status).toBe(404)
  expect((await end('made-up')).status).toBe(404)
  expect((await end(others[1].id)).status).toBe(204)
  expect((await end(others[1].id)).status).toBe(404)
  expect((await ask('GET', '/crm/workspace', { cookie: phone.cookie })).status).toBe(401)
  await eventually(() => ask('GET', '/crm/workspace', { cookie: phone.cookie, edge: 1 }), 401)

  const elsewhere = await ask('POST', '/auth/sign-out-elsewhere', { cookie: person.cookie })
  expect(elsewhere.body).toEqual({ ended: 1 })
  expect((await ask('GET', '/crm/workspace', { cookie: program.cookie })).status).toBe(401)
  expect((await list()).map(({ current }: { current: boolean }) => current)).toEqual([true])
  // A program has no sessions.
  const { secret } = (
    await ask('POST', '/crm/api-keys', { cookie: person.cookie, body: { name: 'Robot', role: 'analyst' } })
  ).body
  expect((await ask('GET', '/auth/sessions', { key: secret })).status).toBe(401)
})

test('an invitation is sent, seen, accepted; a changed role and a removal reach every edge', async () => {
  const admin = await newcomer()
  const guest = people.person('Amara Okafor')
  const team = await ask('POST', '/crm/teams', {
    cookie: admin.cookie,
    body: { name: 'West Africa', country: 'NG' },
  })
  const invited = await ask('POST', '/crm/invitations', {
    cookie: admin.cookie,
    body: { email: guest.email, role: 'rep', teamId: team.body.id },
  })
  expect([team.status, invited.status]).toEqual([201, 201])
  const path = new URL(invited.body.link).pathname.replace('/invitation/', '/auth/invitations/')
  expect((await ask('GET', path)).body).toMatchObject({
    email: guest.email,
    role: 'rep',
    workspace: admin.session.workspace.name,
    known: false,
  })
  expect((await ask('GET', '/crm/invitations', { cookie: admin.cookie })).body.results).toHaveLength(1)
  const joined = await ask('POST', path, { body: { name: guest.name, password: guest.password } })
  expect([joined.status, joined.body.member]).toEqual([
    200,
    expect.objectContaining({ role: 'rep', teamId: team.body.id }),
  ])
  expect((await ask('GET', path)).body).toMatchObject({ status: 404, rule: 'invitation.accepted' })

  const cookie = joined.cookie!
  const member = `/crm/members/${joined.body.member.id}`
  expect((await ask('GET', '/crm/api-keys', { cookie, edge: 1 })).status).toBe(403)
  expect((await ask('PATCH', member, { cookie, body: { role: 'admin' } })).status).toBe(403)
  expect((await ask('PATCH', member, { cookie: admin.cookie, body: { role: 'admin' } })).body.role).toBe(
    'admin',
  )
  await eventually(() => ask('GET', '/crm/api-keys', { cookie, edge: 1 }), 200)
  expect((await ask('GET', '/crm/members', { cookie: admin.cookie })).body.results).toHaveLength(2)
  expect((await ask('DELETE', member, { cookie: admin.cookie })).status).toBe(204)
  expect((await ask('GET', '/crm/members', { cookie: admin.cookie })).body.results).toHaveLength(1)
  await eventually(() => ask('GET', '/crm/api-keys', { cookie, edge: 1 }), 401)
  const last = await ask('DELETE', `/crm/members/${admin.session.member.id}`, { cookie: admin.cookie })
  expect([last.status, last.body.rule]).toEqual([422, 'member.last_admin'])
})

test('an API key opens what its role allows until it is revoked, on every edge, and no session', async () => {
  const { cookie } = await newcomer()
  const made = await ask('POST', '/crm/api-keys', { cookie, body: { name: 'Reader', role: 'read_only' } })
  const key = made.body.secret
  expect((await ask('GET', '/crm/workspace', { key, edge: 1 })).status).toBe(200)
  expect((await ask('PATCH', '/crm/workspace', { key, body: { name: 'x' } })).status).toBe(403)
  expect((await ask('POST', '/crm/api-keys', { key, body: { name: 'x', role: 'admin' } })).status).toBe(403)
  for (const path of ['/auth/session', '/auth/sign-out-everywhere'])
    expect((await ask(path === '/auth/session' ? 'GET' : 'POST', path, { key })).status).toBe(401)
  expect(JSON.stringify((await ask('GET', '/crm/api-keys', { cookie })).body)).not.toContain(key)
  expect((await ask('DELETE', `/crm/api-keys/${made.body.id}`, { cookie })).status).toBe(204)
  await eventually(() => ask('GET', '/crm/workspace', { key, edge: 1 }), 401)
})

test('a second workspace is opened and left again; ids of the first are not there in it', async () => {
  const person = await newcomer()
  const team = await ask('POST', '/crm/teams', { cookie: person.cookie, body: { name: 'First' } })
  const opened = await ask('POST', '/auth/workspaces', {
    cookie: person.cookie,
    body: { name: 'Second', currency: 'JPY' },
  })
  expect([opened.status, opened.body.workspace.currency, opened.body.workspaces.length]).toEqual([
    201,
    'JPY',
    2,
  ])
  expect((await ask('GET', '/crm/workspace', { cookie: person.cookie })).body.name).toBe('Second')
  await eventually(async () => {
    const { body } = await ask('GET', '/crm/workspace', { cookie: person.cookie, edge: 1 })
    return { status: body.name === 'Second' ? 200 : 0 }
  }, 200)
  expect((await ask('GET', '/crm/teams', { cookie: person.cookie })).body.results).toEqual([])
  const foreign = await ask('PATCH', `/crm/members/${person.session.member.id}`, {
    cookie: person.cookie,
    body: { role: 'rep' },
  })
  expect(foreign.status).toBe(404)
  const member = await ask('PATCH', `/crm/members/${opened.body.member.id}`, {
    cookie: person.cookie,
    body: { teamId: team.body.id },
  })
  expect([member.status, member.body.errors[0].pointer]).toEqual([422, '/teamId'])
  const back = await ask('POST', '/auth/workspace', {
    cookie: person.cookie,
    body: { workspaceId: person.session.workspace.id },
  })
  expect([back.status, back.body.workspace.id]).toEqual([200, person.session.workspace.id])
  expect(
    (
      await ask('POST', '/auth/workspace', {
        cookie: person.cookie,
        body: { workspaceId: crypto.randomUUID() },
      })
    ).status,
  ).toBe(404)
})

test('who has moved to another workspace is in it on every edge at once, also with what is written next', async () => {
  const { cookie, session } = await newcomer()
  const { body: second } = await ask('POST', '/auth/workspaces', { cookie, body: { name: 'Other' } })
  const workspaces = [session.workspace.id, second.workspace.id]
  for (let n = 0; n < 6; n += 1) {
    // The other edge remembers who this was.
    await ask('GET', '/crm/workspace', { cookie, edge: 1 })
    const workspaceId = workspaces[n % 2]
    const moved = await ask('POST', '/auth/workspace', { cookie, body: { workspaceId } })
    const at = moved.headers
      .getSetCookie()
      .find(header => header.startsWith('sx_at='))!
      .split(';')[0]
    const both = `${cookie}; ${at}`
    const [read, team] = await Promise.all([
      ask('GET', '/crm/workspace', { cookie: both, edge: 1 }),
      ask('POST', '/crm/teams', { cookie: both, edge: 1, body: { name: `Team ${n}` } }),
    ])
    expect([read.body.id, team.status]).toEqual([workspaceId, 201])
    const [row] = await database.owner`select workspace_id from team where id = ${team.body.id}`
    expect(row!.workspaceId).toBe(workspaceId)
  }
})

test('a new name is in the session and in the list of members at once', async () => {
  const { cookie } = await newcomer()
  await ask('GET', '/crm/members', { cookie })
  expect(
    (await ask('PATCH', '/auth/profile', { cookie, body: { name: 'Laila', locale: 'fr' } })).body,
  ).toMatchObject({ user: { name: 'Laila' }, locale: 'fr' })
  expect((await ask('GET', '/crm/members', { cookie })).body.results[0].name).toBe('Laila')
  expect(
    (await ask('PATCH', '/auth/profile', { cookie, body: { locale: 'xx' } })).body.errors[0].pointer,
  ).toBe('/locale')
})

test('nothing secret is in the log', async () => {
  const person = await newcomer()
  const made = await ask('POST', '/crm/api-keys', { cookie: person.cookie, body: { name: 'K', role: 'rep' } })
  await ask('POST', '/auth/sign-in', { body: { email: person.email, password: `${person.password} wrong` } })
  const all = lines.join('\n')
  expect(lines.length).toBeGreaterThan(3)
  for (const word of [person.password, made.body.secret, person.cookie.split('=')[1]!, secret])
    expect(all).not.toContain(word)
})
