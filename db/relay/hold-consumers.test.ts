import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'bun:test'
import { openDatabase } from '../app/open-database'
import type { Database } from '../core/database'
import { createLog } from '../process/log'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { type Holds, holdConsumers } from './hold-consumers'
import { type ScratchServer, scratchServer } from './scratch-server'

let db: TestDatabase
let server: ScratchServer
let through: Database
let logged: string[]
let holds: Holds
/** Another relay on the same database, with nothing in its way. */
let other: Holds
beforeAll(async () => {
  db = await testDatabase()
})
beforeEach(async () => {
  server = await scratchServer(db.systemUrl)
  through = openDatabase({ appUrl: db.appUrl, systemUrl: server.url })
  logged = []
  const log = createLog('relay', line => logged.push(line))
  holds = holdConsumers(through.system, { log, answerWithinMs: 500 })
  other = holdConsumers(db.system)
})
afterEach(async () => {
  await holds.close()
  await other.close()
  await through.close()
  server.close()
})
afterAll(() => db.drop(), 20_000)

/** As the relay does: again after an error, until there is an answer. */
async function taken(by: Holds, consumer: string): Promise<boolean> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const answer = await by.take(consumer).catch(() => undefined)
    if (answer !== undefined) return answer
  }
  throw new Error(`${consumer} could not be asked for`)
}
const cutSessions = () => db.owner`
  select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
  where locktype = 'advisory' and datname = current_database()`

test('a consumer whose take was queued while another was refused by a starting server is free once it was let go', async () => {
  for (let round = 0; round < 3; round += 1) {
    const consumers = ['refused', 'queued'].map(name => `${name} ${round}`)
    server.startingUpFor(1)
    const first = await Promise.allSettled(consumers.map(consumer => holds.take(consumer)))
    expect(first.filter(({ status }) => status === 'rejected')).toHaveLength(1)
    for (const [n, consumer] of consumers.entries()) {
      if (first[n]?.status === 'rejected') expect(await taken(holds, consumer)).toBe(true)
      expect(await other.take(consumer)).toBe(false)
      await holds.release(consumer)
      expect(await other.take(consumer)).toBe(true)
    }
    await cutSessions()
  }
})

test('a server that starts up for long costs no consumer: each is taken when it is up, and by nobody twice', async () => {
  const consumers = ['one', 'two', 'three']
  server.startingUpFor(7)
  const answers = await Promise.all(consumers.map(consumer => taken(holds, consumer)))
  expect(answers).toEqual([true, true, true])
  for (const consumer of consumers) {
    expect(await other.take(consumer)).toBe(false)
    await holds.release(consumer)
    expect(await other.take(consumer)).toBe(true)
  }
})

test('a take that gets no answer is given up in time, and whatever it got is let go', async () => {
  expect(await taken(holds, 'well')).toBe(true)
  server.silentAfter('sextant relay silent')
  const began = performance.now()
  await expect(holds.take('silent')).rejects.toThrow('no answer')
  expect(performance.now() - began).toBeLessThan(5_000)
  for (const end = Date.now() + 5_000; !(await other.take('silent')); await Bun.sleep(20))
    expect(Date.now()).toBeLessThan(end)
  expect(await other.take('well')).toBe(false)
})

test('a hold whose session was cut is free, said so, and taken again at once', async () => {
  expect(await holds.take('cut')).toBe(true)
  await cutSessions()
  await Bun.sleep(100)
  await holds.release('cut')
  expect(logged.join()).toContain('was lost')
  const began = performance.now()
  expect(await holds.take('cut')).toBe(true)
  expect(performance.now() - began).toBeLessThan(400)
  await holds.release('cut')
  expect(await other.take('cut')).toBe(true)
})

test('a consumer that is let go though its session does not hold it is told of, and can be taken again', async () => {
  expect(await holds.take('twice')).toBe(true)
  await holds.release('twice')
  expect(logged).toEqual([])
  await holds.release('twice')
  expect(logged.join()).toContain('was not held')
  expect(await holds.take('twice')).toBe(true)
  expect(await other.take('twice')).toBe(false)
})

test('a release that gets no answer fails nobody, and the consumer is free all the same', async () => {
  expect(await holds.take('mute')).toBe(true)
  server.silentAfter('pg_advisory_unlock')
  await holds.release('mute')
  expect(logged.join()).toContain('let go')
  for (const end = Date.now() + 5_000; !(await other.take('mute')); await Bun.sleep(20))
    expect(Date.now()).toBeLessThan(end)
})
