import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

let database: TestDatabase
let people: ReturnType<typeof testPeople>
let door: TestDoor
let server: ReturnType<typeof Bun.serve>
let maren: TestAsker
let stranger: TestAsker
beforeAll(async () => {
  database = await testDatabase()
  people = testPeople(database)
  door = await testDoor(database, people)
  maren = await people.join()
  stranger = await people.join()
  server = Bun.serve({ port: 0, idleTimeout: 0, fetch: request => door.app.fetch(request) })
})
afterAll(async () => {
  await server.stop(true)
  await door.close()
  await database.drop()
})

interface Message {
  id?: string
  event?: string
  data?: { kind: string; subjectId: string }
}

/** A browser's EventSource, as far as it matters here, over a real socket. */
async function listen(asker: TestAsker, lastEventId?: string, query = '') {
  const response = await fetch(`http://127.0.0.1:${server.port}/live${query}`, {
    headers: {
      cookie: `sextant.session=${asker.cookie}`,
      ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
    },
  })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toStartWith('text/event-stream')
  const messages: Message[] = []
  let ended = false
  let id: string | undefined
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  void (async () => {
    let text = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      text += value
      const blocks = text.split('\n\n')
      text = blocks.pop()!
      for (const block of blocks) {
        const fields = Object.fromEntries(
          block
            .split('\n')
            .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
        )
        id = fields.id ?? id
        if (fields.data) messages.push({ id, event: fields.event, data: JSON.parse(fields.data) })
      }
    }
    ended = true
  })()
  const until = async (holds: () => boolean) => {
    for (let tries = 0; !holds() && tries < 2_000; tries += 1) await Bun.sleep(10)
    expect(holds()).toBe(true)
  }
  return { messages, until, ended: () => ended, id: () => id, stop: () => reader.cancel() }
}

const create = async (asker: TestAsker, area: string, body: object) =>
  ((await (await door.ask(asker, 'POST', `/crm/${area}`, body)).json()) as { id: string }).id

test('a change arrives where its workspace listens, and nowhere else', async () => {
  const mine = await listen(maren)
  const others = await listen(stranger)
  const id = await create(maren, 'leads', { name: 'Live' })
  await create(stranger, 'leads', { name: 'Elsewhere' })
  await mine.until(() => mine.messages.length > 0)
  await others.until(() => others.messages.length > 0)
  expect(mine.messages.map(({ data }) => [data!.kind, data!.subjectId])).toEqual([['lead.created', id]])
  expect(others.messages.some(({ data }) => data!.subjectId === id)).toBe(false)
  await Promise.all([mine.stop(), others.stop()])
  await mine.until(() => door.door.streams.total() === 0)
})

test('who comes back says where it was, and gets exactly what it missed, an open transaction notwithstanding', async () => {
  const slow = await database.owner.reserve()
  await slow`begin`
  const first = await listen(maren)
  const before = await create(maren, 'leads', { name: 'Before' })
  await first.until(() => first.messages.some(({ data }) => data!.subjectId === before))
  const at = first.id()
  await first.stop()
  const missed = [
    await create(maren, 'leads', { name: 'Missed' }),
    await create(maren, 'products', { name: 'Missed' }),
  ]
  await slow`rollback`
  slow.release()
  const second = await listen(maren, at)
  await second.until(() => second.messages.length >= 2)
  const after = await create(maren, 'leads', { name: 'After' })
  await second.until(() => second.messages.length >= 3)
  expect(second.messages.map(({ data }) => data!.subjectId)).toEqual([...missed, after])
  await second.stop()
})

test('what happened between reading a page and opening its stream is told first, and only that', async () => {
  const old = await create(maren, 'leads', { name: 'Long before' })
  await door.door.tail.wake()
  await Bun.sleep(30)
  const began = performance.now()
  const between = await create(maren, 'leads', { name: 'Between' })
  await create(stranger, 'leads', { name: 'Elsewhere' })
  await door.door.tail.wake()
  const stream = await listen(maren, undefined, `?ago=${Math.ceil(performance.now() - began)}`)
  const after = await create(maren, 'leads', { name: 'After' })
  await stream.until(() => stream.messages.length >= 2)
  expect(stream.messages.map(({ data }) => data!.subjectId)).toEqual([between, after])
  expect(stream.messages.some(({ data }) => data!.subjectId === old)).toBe(false)
  await stream.stop()
})

test('a page older than what is remembered is told to read everything anew', async () => {
  const stream = await listen(maren, undefined, '?ago=60000')
  await stream.until(() => stream.messages.length > 0)
  expect(stream.messages[0]!.event).toBe('reset')
  await stream.stop()
})

test('a rep hears of own and team records only, and that one was taken away', async () => {
  const rep = await people.join({ role: 'rep', workspaceId: maren.workspaceId })
  const stream = await listen(rep)
  const hidden = await create(maren, 'leads', { name: 'The boss’s' })
  const own = await create(maren, 'leads', { name: 'For the rep', ownerId: rep.access.memberId })
  await stream.until(() => stream.messages.some(({ data }) => data!.subjectId === own))
  await door.ask(maren, 'PATCH', `/crm/leads/${own}`, { ownerId: maren.access.memberId })
  await stream.until(() => stream.messages.some(({ data }) => data!.kind === 'lead.updated'))
  expect(stream.messages.some(({ data }) => data!.subjectId === hidden)).toBe(false)
  await stream.stop()
})

test('a stream ends at once when its session is revoked, and another’s does not', async () => {
  const leaver = await people.join({ workspaceId: maren.workspaceId })
  const [going, staying] = [await listen(leaver), await listen(maren)]
  people.known.delete(leaver.cookie)
  await database.owner`
    insert into event (id, workspace_id, kind, subject_type, subject_id, actor_type, actor_name, occurred_at)
    values (gen_random_uuid(), ${leaver.workspaceId}, 'session.revoked', 'session', ${leaver.access.memberId}, 'system', 'Test', now())`
  await going.until(going.ended)
  expect(staying.ended()).toBe(false)
  expect(
    (
      await fetch(`http://127.0.0.1:${server.port}/crm/leads`, {
        headers: { cookie: `sextant.session=${leaver.cookie}` },
      })
    ).status,
  ).toBe(401)
  await staying.stop()
})

test('nobody listens without a session, and nobody holds more than twenty streams', async () => {
  expect((await fetch(`http://127.0.0.1:${server.port}/live`)).status).toBe(401)
  const one = await people.join()
  const streams = []
  for (let n = 0; n < 20; n += 1) streams.push(await listen(one))
  expect(
    (
      await fetch(`http://127.0.0.1:${server.port}/live`, {
        headers: { cookie: `sextant.session=${one.cookie}` },
      })
    ).status,
  ).toBe(429)
  await Promise.all(streams.map(stream => stream.stop()))
})
