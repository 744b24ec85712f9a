import { afterAll, beforeAll, expect, test } from 'bun:test'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { testDoor, testPeople } from './test-door'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

/** A server in the place of Postgres that takes connections and then does this with them. */
async function instead(behave: (socket: Socket) => void) {
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket)))
    behave(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const port = String((server.address() as AddressInfo).port)
  return {
    at: (url: string) => Object.assign(new URL(url), { hostname: '127.0.0.1', port }).href,
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

test.each([
  ['says nothing', () => undefined],
  ['hangs up at once', (socket: Socket) => void socket.destroy()],
])(
  '503 with Retry-After, in time, when Postgres accepts and %s',
  async (_how, behave) => {
    const people = testPeople(database)
    const ana = await people.join()
    const place = await instead(behave)
    const door = await testDoor({ ...database, appUrl: place.at(database.appUrl) }, people, {
      deadlineMs: 300,
    })
    const read = await door.ask(ana, 'GET', '/crm/leads')
    expect([read.status, Number(read.headers.get('retry-after')) > 0]).toEqual([503, true])
    expect(await read.json()).toMatchObject({ code: 'unavailable' })
    const written = await door.ask(ana, 'POST', '/crm/leads', { name: 'x' })
    expect([written.status, Number(written.headers.get('retry-after')) > 0]).toEqual([503, true])
    place.close()
    // The pool waits five seconds for what is still on its way before it gives up.
    await door.close()
  },
  30_000,
)

test('503 in time while every connection is held, and answers again when they are free', async () => {
  const people = testPeople(database)
  const ana = await people.join()
  const door = await testDoor(database, people, { deadlineMs: 400 })
  const { app } = door.door.db
  const held = await Promise.all(Array.from({ length: 6 }, () => app.reserve()))
  expect((await door.ask(ana, 'GET', '/crm/leads?limit=3')).status).toBe(503)
  for (const connection of held) connection.release()
  let status = 503
  for (let tries = 0; status !== 200 && tries < 50; tries += 1)
    status = (await door.ask(ana, 'GET', '/crm/leads?limit=4')).status
  expect(status).toBe(200)
  await door.close()
}, 30_000)

test('the server breaks off a statement of a door that sets a limit, and only of one that does', async () => {
  const { openDatabase } = await import('@sextant/db/app/open-database')
  const limited = openDatabase({ ...database, maxConnections: 1, statementTimeoutMs: 8000 })
  const [set] = await limited.app`select current_setting('statement_timeout') as value`
  expect(set!.value).toBe('8s')
  const [unset] = await database.app`select current_setting('statement_timeout') as value`
  expect(unset!.value).toBe('0')
  await limited.close()
})
