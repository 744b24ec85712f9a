import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '@sextant/db/core/context'
import { uuidv7 } from '@sextant/db/core/ids'
import { write } from '@sextant/db/events/write'
import { createLog } from '@sextant/db/process/log'
import { type OtherCluster, otherCluster, serveForAWhile } from '@sextant/db/testing/other-cluster'
import { scratchEvent } from '@sextant/db/testing/scratch-event'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type Relay, startRelay } from './relay'
import { scratchConsumer, scratchDeps, until } from './scratch-consumer'

let old: TestDatabase
let fresh: OtherCluster
let ctx: Context
const relays: Relay[] = []
beforeAll(async () => {
  old = await testDatabase()
  ctx = await testContext(old)
  await serveForAWhile(old)
  fresh = await otherCluster()
}, 60_000)
afterAll(async () => {
  await Promise.all(relays.map(relay => relay.stop()))
  await fresh.stop()
  await old.drop()
}, 60_000)

const emit = async (db: Context['db'], count: number) => {
  const ids = Array.from({ length: count }, uuidv7)
  for (const subjectId of ids)
    await write({ ...ctx, db }, async ({ emit }) => emit(scratchEvent('restored.tested', subjectId)))
  return ids
}
const snapshotEnd = async (db: { owner: TestDatabase['owner'] }) => {
  const [row] = await db.owner<{ end: string }[]>`select pg_snapshot_xmax(pg_current_snapshot())::text as end`
  return BigInt(row!.end)
}

test('a log that was restored into a younger cluster goes on: nothing is lost, nothing comes twice, and the relay says so', async () => {
  const had = await emit(old, 12)
  const consumer = (name: string) => scratchConsumer(name, { kinds: ['restored.tested'], batch: 5 })
  const before = { quick: consumer('quick'), slow: consumer('slow') }
  before.slow.consumer.consume = async events => {
    if (before.slow.got.length >= 5) throw new Error('cut off')
    before.slow.got.push(...events)
  }
  const relay = await startRelay([before.quick.consumer, before.slow.consumer], scratchDeps(old))
  await until(() => before.quick.got.length >= 12 && before.slow.got.length >= 5)
  await relay.stop()
  const unread = await emit(old, 3)
  await fresh.restore(old)
  expect(await snapshotEnd(fresh)).toBeLessThan(await snapshotEnd(old))
  // Written after the restore and before anybody has settled the log.
  const early = await emit(fresh, 2)

  const after = { quick: consumer('quick'), slow: consumer('slow') }
  const lines: string[] = []
  const deps = { ...scratchDeps(old), db: fresh, log: createLog('relay', line => lines.push(line)) }
  relays.push(await startRelay([after.quick.consumer, after.slow.consumer], deps))
  const late = await emit(fresh, 2)
  await until(() => after.slow.got.length >= 14 && after.quick.got.length >= 7)
  const subjects = (of: typeof after.quick) => of.got.map(event => event.subjectId)
  expect(subjects(after.quick)).toEqual([...unread, ...early, ...late])
  expect([...subjects(before.slow), ...subjects(after.slow)]).toEqual([...had, ...unread, ...early, ...late])
  expect(lines.filter(line => line.includes('restored from another database cluster'))).toHaveLength(1)
}, 60_000)

test('a start on a restored database settles its log before any part reads it', async () => {
  const again = await otherCluster()
  try {
    await again.restore(old)
    const [{ count } = { count: 0 }] = await again.owner<{ count: number }[]>`
      select count(*)::int as count from event`
    expect((await again.migrate()).restoredEvents).toBe(count)
    expect((await again.migrate()).restoredEvents).toBeUndefined()
  } finally {
    await again.stop()
  }
}, 60_000)
