import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context, Position } from '../core/context'
import { uuidv7 } from '../core/ids'
import { write } from '../events/write'
import { scratchEvent } from '../testing/scratch-event'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { advanceCursor, ensureCursors, noteFailure, readCursor } from './cursor.queries'
import { holdConsumers } from './hold-consumers'
import { dropIncompleteFiles, dropOldAnswers, makePartitionsAhead } from './maintenance'
import { logStart, readEvents } from './read-events'
import { relayLag } from './relay-lag.queries'

let db: TestDatabase
let ctx: Context
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
})
afterAll(() => db.drop())

const emit = (...kinds: string[]) =>
  write(ctx, async ({ emit }) => {
    for (const kind of kinds) emit(scratchEvent(kind))
  })

async function readAll(limit: number, kinds?: string[], from: Position = logStart) {
  const read: string[] = []
  for (let at = from; ; ) {
    const { events, next } = await readEvents(db.system, at, { limit, kinds })
    read.push(...events.map(event => event.id))
    if (!next) return { ids: read, at }
    at = next
  }
}

test('pages give every event once and in order, whatever their size and kinds', async () => {
  for (let n = 0; n < 8; n += 1) await emit('a.one', 'b.two', 'a.one')
  const rows = await db.owner<{ id: string; kind: string }[]>`select id, kind from event order by xid, seq`
  const all = rows.map(row => row.id)
  for (const limit of [1, 3, 7, 500]) expect((await readAll(limit)).ids).toEqual(all)
  const twos = rows.filter(row => row.kind === 'b.two').map(row => row.id)
  for (const limit of [1, 3, 500]) expect((await readAll(limit, ['b.two'])).ids).toEqual(twos)
  expect((await readAll(5, ['none.such'])).ids).toEqual([])
})

test('an event that commits late is not passed over: reading stops below the oldest open transaction', async () => {
  const { at } = await readAll(100)
  let letGo = () => {}
  const held = new Promise<void>(done => {
    letGo = done
  })
  let begun = () => {}
  const open = new Promise<void>(done => {
    begun = done
  })
  const late = write(ctx, async ({ tx, emit }) => {
    await tx`select pg_current_xact_id()`
    emit(scratchEvent('late.one'))
    begun()
    await held
  })
  await open
  await emit('early.one')
  expect((await readEvents(db.system, at, { limit: 10 })).next).toBeUndefined()
  letGo()
  await late
  const { events } = await readEvents(db.system, at, { limit: 10 })
  expect(events.map(event => event.kind)).toEqual(['late.one', 'early.one'])
})

test('a long transaction in another database of the server holds nobody up', async () => {
  const other = await testDatabase()
  const { at } = await readAll(100)
  await other.owner.begin(async tx => {
    await tx`select pg_current_xact_id()`
    await emit('beside.one')
    expect((await readEvents(db.system, at, { limit: 5 })).events).toHaveLength(1)
  })
  await other.drop()
})

test('readers beside many writers miss nothing and see nothing twice', async () => {
  const { at } = await readAll(100)
  let writing = true
  const writers = Array.from({ length: 4 }, async () => {
    for (let n = 0; n < 25; n += 1)
      await write(ctx, async ({ tx, emit }) => {
        await tx`select pg_current_xact_id()`
        await tx`select pg_sleep(${Math.random() / 200})`
        emit(scratchEvent('raced.one'))
      })
  })
  const read: string[] = []
  const reader = (async () => {
    for (let place = at; ; ) {
      const ended = !writing
      const { events, next } = await readEvents(db.system, place, { limit: 3, kinds: ['raced.one'] })
      read.push(...events.map(event => event.id))
      if (next) place = next
      else if (ended) return
    }
  })()
  await Promise.all(writers)
  writing = false
  await reader
  const rows = await db.owner<
    { id: string }[]
  >`select id from event where kind = 'raced.one' order by xid, seq`
  expect(rows).toHaveLength(100)
  expect(read).toEqual(rows.map(row => row.id))
})

test('a cursor moves only from where it was read, and moving ends its failing', async () => {
  await ensureCursors(db.system, ['mover'])
  await ensureCursors(db.system, ['mover'])
  const start = (await readCursor(db.system, 'mover'))!
  await noteFailure(db.system, 'mover', 'no way', 60_000)
  expect(await readCursor(db.system, 'mover')).toMatchObject({ failures: 1, waiting: true, xid: '0' })
  expect(await advanceCursor(db.system, 'mover', start, { xid: '5', seq: '7' })).toBe(true)
  expect(await advanceCursor(db.system, 'mover', start, { xid: '4', seq: '1' })).toBe(false)
  expect(await readCursor(db.system, 'mover')).toEqual({ xid: '5', seq: '7', failures: 0, waiting: false })
})

test('a pause that was noted before the clock was set back an hour is no pause', async () => {
  await ensureCursors(db.system, ['set-back'])
  await noteFailure(db.system, 'set-back', 'no way', 3_600_000)
  expect(await readCursor(db.system, 'set-back')).toMatchObject({ failures: 1, waiting: false })
})

test('the lag says how many events are behind, how old, and since when it fails', async () => {
  await ensureCursors(db.system, ['lagging', 'ahead'])
  await emit('lag.one')
  const { at } = await readAll(100)
  await advanceCursor(db.system, 'ahead', logStart, at)
  await noteFailure(db.system, 'lagging', 'Temporal does not answer', 1)
  const lags = await relayLag(db)
  const [count] = await db.owner<{ count: string }[]>`select count(*) from event`
  const lagging = lags.find(lag => lag.consumer === 'lagging')
  expect(lagging).toMatchObject({
    behind: Number(count?.count),
    failure: 'Temporal does not answer',
    failures: 1,
  })
  expect(Date.parse(lagging?.failingSince ?? '')).toBeGreaterThan(0)
  expect(lags.find(lag => lag.consumer === 'ahead')).toMatchObject({
    behind: 0,
    lagSeconds: 0,
    failingSince: null,
  })
})

test('of two relays one holds a consumer, and it is free when that one lets go or dies', async () => {
  const [one, two] = [holdConsumers(db.system), holdConsumers(db.system)]
  expect(await one.take('c')).toBe(true)
  expect(await two.take('c')).toBe(false)
  expect(await two.take('other')).toBe(true)
  await one.release('c')
  expect(await two.take('c')).toBe(true)
  await two.close()
  expect(await one.take('c')).toBe(true)
  await one.close()
})

test('holding a consumer does not hold back the horizon of readers', async () => {
  const holds = holdConsumers(db.system)
  await holds.take('slow')
  const { at } = await readAll(100)
  await emit('meanwhile.one')
  expect((await readEvents(db.system, at, { limit: 5 })).events).toHaveLength(1)
  await holds.close()
})

test('partitions are made ahead by the system role, which may not make anything else', async () => {
  expect(await makePartitionsAhead(db.system, 5)).toBe(2)
  expect(await makePartitionsAhead(db.system, 5)).toBe(0)
  await expect(db.system.unsafe('create table public.mine (id int)')).rejects.toThrow('permission denied')
  await expect(db.app.unsafe('select event_partitions_ahead(1)')).rejects.toThrow('permission denied')
  await emit('after.partitions')
  await expect(db.app.unsafe('select * from event_default')).rejects.toThrow('permission denied')
})

test('making partitions gives way to an open writer instead of queueing everybody behind itself', async () => {
  const writer = db.owner.begin(async tx => {
    await tx`lock table event in row exclusive mode`
    await expect(makePartitionsAhead(db.system, 9)).rejects.toThrow('lock timeout')
  })
  await writer
})

test('old answers and abandoned uploads go, whatever is fresh or complete stays', async () => {
  const old = new Date(Date.now() - 50 * 3_600_000)
  const [one, two, three] = [uuidv7(), uuidv7(), uuidv7()]
  const fresh = new Date()
  for (const [key, at] of [
    ['old', old],
    ['fresh', fresh],
  ] as const)
    await db.owner`
      insert into idempotency (workspace_id, actor, key, fingerprint, created_at, locked_until)
      values (${ctx.workspaceId}, 'a', ${key}, 'f', ${at}, ${at})`
  for (const [id, complete, at] of [
    [one, 'no', old],
    [two, 'yes', old],
    [three, 'no', fresh],
  ] as const) {
    await db.owner`
      insert into file (id, workspace_id, name, content_type, bytes, complete, created_at)
      values (${id}, ${ctx.workspaceId}, 'f.csv', 'text/csv', 1, ${complete}, ${at})`
    for (let at = 0; at < 250; at += 1)
      await db.owner`
        insert into file_chunk (workspace_id, file_id, at, body) values (${ctx.workspaceId}, ${id}, ${at}, '\\x00'::bytea)`
  }
  expect(await dropOldAnswers(db.system)).toBe(1)
  expect(await dropIncompleteFiles(db.system)).toBe(1)
  expect((await db.owner`select key from idempotency`).map(row => row.key)).toEqual(['fresh'])
  expect((await db.owner`select id from file order by id`).map(row => row.id)).toEqual([two, three])
  const [chunks] = await db.owner`select count(*)::int as count from file_chunk`
  expect(chunks?.count).toBe(500)
})
