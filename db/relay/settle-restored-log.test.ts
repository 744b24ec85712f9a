import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { write } from '../events/write'
import { scratchEvent } from '../testing/scratch-event'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { ensureCursors, readCursor } from './cursor.queries'
import { logStart, readEvents } from './read-events'
import { settleRestoredLog } from './settle-restored-log'

let db: TestDatabase
let ctx: Context
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
})
afterAll(() => db.drop())

/** As a dump brings it along: an event with the transaction number of a cluster that was far ahead of this one. */
async function restored(xid: bigint): Promise<string> {
  const id = uuidv7()
  await db.owner`
    insert into event (id, workspace_id, xid, occurred_at, kind, subject_type, subject_id, actor_type, actor_name)
    values (${id}, ${ctx.workspaceId}, ${String(xid)}::xid8, now(), 'restored.one', 'lead', ${uuidv7()}, 'system', 'Dump')`
  return id
}
const seqOf = async (id: string) => {
  const [row] = await db.owner<{ seq: string }[]>`select seq::text from event where id = ${id}`
  return row!.seq
}
const far = 10n ** 15n
const readAll = async (from = logStart) =>
  (await readEvents(db.system, from, { limit: 1_000 })).events.map(event => event.id)

test('a log of this cluster is left as it is', async () => {
  await write(ctx, async ({ emit }) => emit(scratchEvent('own.one')))
  const before = await db.owner`select id, xid::text, seq from event order by id`
  expect(await settleRestoredLog(db.system)).toBeUndefined()
  expect(await db.owner`select id, xid::text, seq from event order by id`).toEqual(before)
})

test('restored events are settled in their order before what is written now, and no consumer loses one', async () => {
  const own = await readAll()
  const ids = [
    await restored(far),
    await restored(far + 2n),
    await restored(far + 1n),
    await restored(far + 3n),
  ]
  await ensureCursors(db.system, ['had-all', 'had-two', 'had-none'])
  await db.owner`update relay_cursor set xid = ${String(far + 3n)}, seq = ${await seqOf(ids[3]!)} where consumer = 'had-all'`
  // In the order of transactions: the first and the third, which ran beside the second.
  await db.owner`update relay_cursor set xid = ${String(far + 1n)}, seq = ${await seqOf(ids[2]!)} where consumer = 'had-two'`
  const later = uuidv7()
  await write(ctx, async ({ emit }) => emit(scratchEvent('later.one', later)))
  expect(await settleRestoredLog(db.system)).toBe(own.length + 4)
  const all = await readAll()
  expect(all.slice(0, -1)).toEqual([...own, ...ids])
  const after = async (consumer: string) =>
    (await readAll(await readCursor(db.system, consumer))).slice(0, -1)
  expect(await after('had-all')).toEqual([])
  expect(await after('had-two')).toEqual(ids.slice(1))
  expect(await after('had-none')).toEqual([...own, ...ids])
  expect(await settleRestoredLog(db.system)).toBeUndefined()
})

test('a cursor ahead of everything is brought back, so that it hears of what comes', async () => {
  await ensureCursors(db.system, ['astray'])
  await db.owner`update relay_cursor set xid = ${String(far)}, seq = 1000000 where consumer = 'astray'`
  expect(await settleRestoredLog(db.system)).toBe(0)
  const subjectId = uuidv7()
  await write(ctx, async ({ emit }) => emit(scratchEvent('heard.one', subjectId)))
  const { events } = await readEvents(db.system, (await readCursor(db.system, 'astray'))!, { limit: 100 })
  expect(events.at(-1)?.subjectId).toBe(subjectId)
})

test('several at once settle it once, and afterwards the log is as closed and as append-only as before', async () => {
  const id = await restored(far + 9n)
  const settled = await Promise.all([1, 2, 3].map(() => settleRestoredLog(db.system)))
  expect(settled.filter(count => (count ?? 0) > 0)).toHaveLength(1)
  for (const sql of [db.owner, db.system])
    await expect(sql`update event set kind = 'x' where id = ${id}`).rejects.toThrow(
      /append-only|permission denied/,
    )
  const [table] = await db.owner<{ forced: boolean }[]>`
    select relforcerowsecurity as forced from pg_class where oid = 'event'::regclass`
  expect(table?.forced).toBe(true)
  expect(await db.app`select 1 from event`).toHaveLength(0)
  await expect(db.app`select event_settle_restored()`).rejects.toThrow(/permission denied/)
})
