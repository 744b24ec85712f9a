import { afterAll, beforeAll, expect, test } from 'bun:test'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import postgres from 'postgres'
import { type TestDatabase, testDatabase } from '../testing/test-database'

/** A way to the database on which each connection after the first waits until it is let through. */
interface Gate {
  url: string
  /** How many wait. */
  waiting(): number
  open(): void
  close(): void
}

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

async function gate(): Promise<Gate> {
  const to = new URL(database.appUrl)
  const held: Socket[] = []
  const all: Socket[] = []
  let seen = 0
  let isOpen = false
  const pass = (socket: Socket) => {
    const on = dial(Number(to.port), to.hostname)
    all.push(on)
    socket.pipe(on).pipe(socket)
    for (const [one, other] of [
      [socket, on],
      [on, socket],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  }
  const server: Server = createServer(socket => {
    all.push(socket)
    seen += 1
    if (seen === 1 || isOpen) pass(socket)
    else held.push(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const from = new URL(database.appUrl)
  from.hostname = '127.0.0.1'
  from.port = String((server.address() as { port: number }).port)
  return {
    url: from.href,
    waiting: () => held.length,
    open: () => {
      isOpen = true
      for (const socket of held.splice(0)) pass(socket)
    },
    close: () => {
      for (const socket of all) socket.destroy()
      server.close()
    },
  }
}

test('whoever waits for a connection has one when another of the pool is lost meanwhile', async () => {
  const way = await gate()
  const lost = Promise.withResolvers<void>()
  const pool = postgres(way.url, { max: 2, onnotice: () => {}, onclose: () => lost.resolve() })
  const first = await pool.reserve()
  const [{ pid }] = (await first`select pg_backend_pid() as pid`) as unknown as [{ pid: number }]
  const second = pool.reserve()
  while (way.waiting() === 0) await Bun.sleep(1)
  // The first is lost while the second has not yet been let through.
  await database.owner`select pg_terminate_backend(${pid}, 5000)`
  await lost.promise
  way.open()
  const held = await second
  expect((await held`select 1 as one`)[0]?.one).toBe(1)
  held.release()
  // Nobody holds what is left of the pool.
  const both = await Promise.all([pool.reserve(), pool.reserve()])
  for (const one of both) one.release()
  await pool.end({ timeout: 1 })
  way.close()
}, 20_000)

test('a connection that could not be made is given to nobody who has gone', async () => {
  const way = await gate()
  const lost = Promise.withResolvers<void>()
  const pool = postgres(way.url, {
    max: 1,
    connect_timeout: 1,
    backoff: () => 0,
    onnotice: () => {},
    onclose: () => lost.resolve(),
  })
  const first = await pool.reserve()
  const [{ pid }] = (await first`select pg_backend_pid() as pid`) as unknown as [{ pid: number }]
  first.release()
  await database.owner`select pg_terminate_backend(${pid}, 5000)`
  await lost.promise
  // Nobody is let through: each is told so.
  for (let n = 0; n < 3; n++) await expect(pool.reserve()).rejects.toThrow()
  way.open()
  for (let n = 0; n < 5; n++) {
    const held = await pool.reserve().catch(() => undefined)
    if (held) expect((await held`select 1 as one`)[0]?.one).toBe(1)
    held?.release()
  }
  const last = await pool.reserve()
  expect((await last`select 1 as one`)[0]?.one).toBe(1)
  last.release()
  await pool.end({ timeout: 1 })
  way.close()
}, 30_000)
