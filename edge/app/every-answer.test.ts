import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from './test-door'

let database: TestDatabase
let door: TestDoor
let maren: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  const people = testPeople(database)
  door = await testDoor(database, people)
  maren = await people.join()
})
afterAll(async () => {
  await door.close()
  await database.drop()
})

const get = (path: string, headers = {}) => door.ask(maren, 'GET', path, undefined, headers)

test('every answer has its request id and its guards, and the log line has neither query nor secret', async () => {
  const answer = await get('/crm/leads?q=Layla', { 'x-request-id': 'my-request-1' })
  expect(answer.headers.get('x-request-id')).toBe('my-request-1')
  expect((await get('/crm/leads', { 'x-request-id': 'no good"' })).headers.get('x-request-id')).not.toContain(
    '"',
  )
  for (const [name, value] of [
    ['x-content-type-options', 'nosniff'],
    ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ])
    expect(answer.headers.get(name!)).toBe(value!)
  const line = door.lines.find(line => line.includes('my-request-1'))!
  expect(JSON.parse(line)).toMatchObject({
    method: 'GET',
    path: '/crm/leads',
    status: 200,
    actor: maren.access.memberId,
  })
  expect(door.lines.join()).not.toContain('Layla')
  expect(door.lines.join()).not.toContain(maren.key)
})

test('a path that holds a secret is logged as it is declared', async () => {
  await door.ask(null, 'GET', '/auth/invitations/a-token-that-opens-something', undefined, {
    'x-request-id': 'my-request-2',
  })
  const line = door.lines.find(line => line.includes('my-request-2'))!
  expect(JSON.parse(line)).toMatchObject({ path: '/auth/invitations/:token', status: 404 })
})

test('a trace goes on from the caller into the log', async () => {
  const trace = '0af7651916cd43dd8448eb211c80319c'
  const made = await door.ask(
    maren,
    'POST',
    '/crm/leads',
    { name: 'Traced' },
    { traceparent: `00-${trace}-b7ad6b7169203331-01` },
  )
  const { id } = (await made.json()) as { id: string }
  const [event] = await database.owner`select traceparent, request_id from event where subject_id = ${id}`
  expect(event!.traceparent).toContain(trace)
  expect(event!.requestId).toBe(made.headers.get('x-request-id'))
})
