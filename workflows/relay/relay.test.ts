import { afterAll, afterEach, beforeAll, expect, test } from 'bun:test'
import { openDatabase } from '@sextant/db/app/open-database'
import type { Context } from '@sextant/db/core/context'
import { uuidv7 } from '@sextant/db/core/ids'
import { write } from '@sextant/db/events/write'
import { relayLag } from '@sextant/db/relay/relay-lag.queries'
import { scratchEvent } from '@sextant/db/testing/scratch-event'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type Relay, startRelay } from './relay'
import { scratchConsumer, scratchDeps, until } from './scratch-consumer'

let db: TestDatabase
let ctx: Context
const relays: Relay[] = []
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
})
afterEach(async () => {
  await Promise.all(relays.splice(0).map(relay => relay.stop()))
})
afterAll(() => db.drop(), 20_000)

const start = async (...given: Parameters<typeof startRelay>) => {
  const relay = await startRelay(...given)
  relays.push(relay)
  return relay
}

const emit = async (count: number, kind = 'relay.tested') => {
  const ids = Array.from({ length: count }, uuidv7)
  await write(ctx, async ({ emit }) => emit(...ids.map(id => scratchEvent(kind, id))))
  return ids
}

test('every event reaches its consumer once and in order, those from before its start too', async () => {
  const before = await emit(25, 'order.tested')
  const { consumer, got } = scratchConsumer('in-order', { kinds: ['order.tested'] })
  await start([consumer], scratchDeps(db))
  const after = await emit(25, 'order.tested')
  await until(() => got.length >= 50)
  expect(got.map(event => event.subjectId)).toEqual([...before, ...after])
})

test('a consumer that fails holds up nobody, tells since when, and goes on where it was', async () => {
  const failing = scratchConsumer('failing', { kinds: ['failure.tested'] })
  const well = scratchConsumer('well', { kinds: ['failure.tested'] })
  failing.state.broken = 'no way to postgres://me:secret-word@host/x'
  await start([failing.consumer, well.consumer], scratchDeps(db))
  const ids = await emit(30, 'failure.tested')
  await until(() => well.got.length === 30)
  const failure = async () => (await relayLag(db)).find(lag => lag.consumer === 'failing')
  await until(async () => ((await failure())?.failures ?? 0) >= 2)
  expect(await failure()).toMatchObject({ failure: 'no way to postgres://me:[redacted]@host/x' })
  expect((await failure())?.failingSince).not.toBeNull()
  failing.state.broken = ''
  await until(() => failing.got.length >= 30)
  expect(failing.got.map(event => event.subjectId)).toEqual(ids)
  await until(async () => (await failure())?.failingSince === null)
})

test('three relays at once give each event to a consumer once', async () => {
  const others = [1, 2].map(() =>
    openDatabase({ appUrl: db.appUrl, systemUrl: db.systemUrl, maxConnections: 3 }),
  )
  const got: string[] = []
  let working = 0
  const { consumer } = scratchConsumer('shared', {
    kinds: ['shared.tested'],
    batch: 7,
    consume: async events => {
      working += 1
      expect(working).toBe(1)
      await Bun.sleep(1)
      got.push(...events.map(event => event.subjectId))
      working -= 1
    },
  })
  const deps = scratchDeps(db)
  await Promise.all([db, ...others].map(each => start([consumer], { ...deps, db: each })))
  const ids = (await Promise.all(Array.from({ length: 10 }, () => emit(20, 'shared.tested')))).flat()
  await until(() => got.length >= 200)
  await Bun.sleep(50)
  expect(got.toSorted()).toEqual(ids.toSorted())
  await Promise.all(relays.splice(0).map(relay => relay.stop()))
  await Promise.all(others.map(other => other.close()))
})

test('a relay that dies between consuming and noting it gives the batch again: at least once, never less', async () => {
  const ids = await emit(5, 'again.tested')
  const first = scratchConsumer('again', { kinds: ['again.tested'] })
  // What a kill leaves behind: consumed, and the cursor where it was.
  first.consumer.consume = async events => {
    first.got.push(...events)
    await db.owner`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = 'sextant_system'`
  }
  await start([first.consumer], scratchDeps(db))
  await until(() => first.got.length >= 5)
  first.consumer.consume = async events => void first.got.push(...events)
  await until(
    async () =>
      (await relayLag({ system: db.owner })).find(lag => lag.consumer === 'again')?.consumedAt != null,
  )
  expect(new Set(first.got.map(event => event.subjectId))).toEqual(new Set(ids))
  // And it still hears of new ones: the lock and the listening are back.
  await emit(1, 'again.tested')
  await until(() => new Set(first.got.map(event => event.id)).size === 6)
  // A driver that lost its connections may take ten seconds to connect again.
}, 40_000)

test('stopping lets a running batch end, and it is not given again', async () => {
  let entered = () => {}
  const inside = new Promise<void>(done => {
    entered = done
  })
  let runs = 0
  const { consumer } = scratchConsumer('stopped', {
    kinds: ['stop.tested'],
    consume: async () => {
      runs += 1
      entered()
      await Bun.sleep(100)
    },
  })
  await emit(1, 'stop.tested')
  const relay = await start([consumer], scratchDeps(db))
  await inside
  await relay.stop()
  relays.length = 0
  await start([consumer], scratchDeps(db))
  await Bun.sleep(100)
  expect(runs).toBe(1)
})
