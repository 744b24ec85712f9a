import { afterAll, beforeAll, expect, test } from 'bun:test'
import { connect } from 'node:net'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import fc from 'fast-check'
import { isTooDeep } from './read-body'
import { type TestAsker, type TestDoor, testDoor, testPeople } from './test-door'

let database: TestDatabase
let door: TestDoor
let maren: TestAsker
let server: ReturnType<typeof Bun.serve>
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  maren = await people.join()
  door = await testDoor(database, people, { deadlineMs: 1000 })
  server = Bun.serve({ port: 0, fetch: request => door.app.fetch(request) })
})
afterAll(async () => {
  await server.stop(true)
  await door.close()
  await database.drop()
})

/** All that is answered over a socket to these bytes until the door hangs up, or until `enough` is in it. */
const say = (text: string, enough: RegExp) =>
  new Promise<string>((resolve, reject) => {
    let heard = ''
    const socket = connect(server.port!, '127.0.0.1', () => socket.write(text))
    socket.on('data', chunk => {
      heard += String(chunk)
      if (enough.test(heard)) socket.destroy()
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })
const whole = /\r\n\r\n/
const signed = () => `Host: localhost\r\nAuthorization: Bearer ${maren.key}\r\n`
const url = (path: string) => new URL(path, server.url)
const send = (path: string, body: Bun.BodyInit, headers: Record<string, string> = {}) =>
  fetch(url(path), {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${maren.key}`, 'content-type': 'application/json', ...headers },
  })

test('JSON that is nested without end is refused before anybody walks down it', async () => {
  const deep = (open: string, close: string) => `${open.repeat(50_000)}1${close.repeat(50_000)}`
  for (const [path, body, headers] of [
    ['/crm/leads/search', `{"filter":${deep('{"not":', '}')}}`, {}],
    ['/crm/leads/search', `{"filterGroups":[${deep('[', ']')}]}`, {}],
    ['/crm/leads/batch/create', `{"items":[${deep('[', ']')}]}`, {}],
    ['/crm/leads', `{"name":${deep('[', ']')}}`, { 'idempotency-key': 'deep' }],
  ] as const) {
    const answer = await send(path, body, headers)
    expect([path, answer.status]).toEqual([path, 400])
    expect(await answer.json()).toMatchObject({ code: 'malformed', errors: [{ code: 'too_deep' }] })
  }
})

test('depth is counted as JSON counts it: brackets in texts are none', () => {
  const depthOf = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
  const nested = (depth: number, inner: unknown): unknown =>
    Array.from({ length: depth }).reduce(value => (depth % 2 ? [value] : { '[{"': value }), inner)
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 120 }), (inner, depth) => {
      const value = nested(depth, inner)
      expect(isTooDeep(JSON.stringify(value))).toBe(depthOf(value) > 100)
    }),
  )
})

test('fifty megabytes are refused by what was said of them: not one is read', async () => {
  const heard = await say(
    `POST /crm/leads HTTP/1.1\r\n${signed()}Content-Type: application/json\r\nContent-Length: 52428800\r\n\r\n{`,
    whole,
  )
  expect(heard).toStartWith('HTTP/1.1 413')
  expect(heard).toContain('application/problem+json')
})

test('a body that trickles in is refused in time, and its socket let go', async () => {
  const heard = await say(
    `POST /crm/leads HTTP/1.1\r\n${signed()}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{`,
    /never/,
  )
  expect(heard).toStartWith('HTTP/1.1 408')
})

test('a compressed body is refused as one, not as broken text', async () => {
  const answer = await send('/crm/leads', Bun.gzipSync('{"name":"x"}'), { 'content-encoding': 'gzip' })
  expect([answer.status, answer.headers.get('accept-encoding')]).toEqual([415, 'identity'])
})

test('of thousands of wrong places the first hundred are told', async () => {
  const custom = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, 1]))
  const answer = await send('/crm/leads', JSON.stringify({ name: 'x', custom }))
  const { errors, detail } = (await answer.json()) as { errors: unknown[]; detail: string }
  expect([answer.status, errors.length]).toEqual([422, 100])
  expect(detail).toContain('5000')
})

test('of a key that is sent twice the last value counts', async () => {
  const made = await send('/crm/leads', '{"name":"first","name":"last"}')
  expect(await made.json()).toMatchObject({ name: 'last' })
})

test('a caller without a Host header, or with one that is none, is served as any other', async () => {
  for (const request of [
    'GET /crm/teams HTTP/1.0\r\n',
    'GET /crm/teams HTTP/1.1\r\nHost: a b\r\n',
    'GET /crm/teams HTTP/1.1\r\nHost: [::bad\r\n',
  ]) {
    const heard = await say(`${request}Authorization: Bearer ${maren.key}\r\n\r\n`, whole)
    expect(heard).toStartWith('HTTP/1.1 200')
  }
})

test('HEAD tells the length that GET has, and leaves no stream behind', async () => {
  const headers = { authorization: `Bearer ${maren.key}` }
  for (const path of ['/crm/leads', '/crm/teams', '/healthz', '/crm/journal', '/crm/nothing']) {
    const [head, got] = [
      await fetch(url(path), { method: 'HEAD', headers }),
      await fetch(url(path), { headers }),
    ]
    const { byteLength } = await got.arrayBuffer()
    expect([path, head.headers.get('content-length')]).toEqual([path, String(byteLength)])
    expect(await head.text()).toBe('')
  }
  for (let n = 0; n < 30; n += 1) {
    expect((await fetch(url('/crm/leads/export.csv'), { method: 'HEAD', headers })).status).toBe(200)
    expect((await fetch(url('/live'), { method: 'HEAD', headers })).status).toBe(200)
  }
  expect(door.door.streams.total()).toBe(0)
  expect((await fetch(url(`/crm/leads?q=${crypto.randomUUID()}`), { headers })).status).toBe(200)
})

test('no other site is let read: there is no CORS header, not even for a preflight', async () => {
  const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
  for (const method of ['OPTIONS', 'GET']) {
    const answer = await fetch(url('/crm/leads'), { method, headers })
    expect([...answer.headers.keys()].filter(name => name.startsWith('access-control'))).toEqual([])
    expect(answer.ok).toBe(false)
  }
})
