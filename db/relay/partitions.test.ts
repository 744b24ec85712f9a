import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { write } from '../events/write'
import { scratchEvent } from '../testing/scratch-event'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { makePartitionsAhead } from './maintenance'
import { logStart, readEvents } from './read-events'

let db: TestDatabase
let ctx: Context
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
})
afterAll(() => db.drop())

/** As if it had been recorded so many months from now. */
const recorded = async (months: number) => {
  const [row] = await db.owner<{ id: string }[]>`
    insert into event (id, workspace_id, recorded_at, occurred_at, kind, subject_type, subject_id, actor_type, actor_name)
    values (${uuidv7()}, ${ctx.workspaceId}, now() + make_interval(months => ${months}), now(), 'stray.one', 'lead', ${uuidv7()}, 'system', 'Clock')
    returning id`
  return row!.id
}
const homeOf = async (id: string) => {
  const [row] = await db.owner<{ home: string; month: string }[]>`
    select tableoid::regclass::text as home, 'event_' || to_char(recorded_at at time zone 'UTC', 'YYYY_MM') as month from event where id = ${id}`
  return row!
}
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'allowed',
    error => String(error.message),
  )

test('events of a month without a partition are kept, and move into it once it is made', async () => {
  const ids = [await recorded(5), await recorded(5), await recorded(6), await recorded(20)]
  for (const id of ids) expect((await homeOf(id)).home).toBe('event_default')
  expect(await makePartitionsAhead(db.system, 7)).toBe(4)
  for (const id of ids.slice(0, 3)) {
    const { home, month } = await homeOf(id)
    expect(home).toBe(month)
  }
  expect((await homeOf(ids[3]!)).home).toBe('event_default')
  expect(await makePartitionsAhead(db.system, 7)).toBe(0)
  await write(ctx, async ({ emit }) => emit(scratchEvent('later.one')))
  const read = await readEvents(db.system, logStart, { limit: 100 })
  expect(read.events.map(({ id }) => id)).toEqual([...ids, read.events.at(-1)!.id])
})

test('what was moved is as safe as what was not: nobody changes it, and nobody gets at a partition past its workspace', async () => {
  const partitions = await db.owner<{ name: string }[]>`
    select inhrelid::regclass::text as name from pg_inherits where inhparent = 'event'::regclass order by 1`
  expect(partitions.length).toBeGreaterThan(8)
  for (const { name } of partitions) {
    for (const role of [db.app, db.system])
      expect([name, await codeOf(role.unsafe(`select count(*) from "${name}"`))]).toEqual([
        name,
        `permission denied for table ${name}`,
      ])
    const [some] = await db.owner.unsafe(`select 1 from "${name}" limit 1`)
    if (some)
      for (const change of [`update "${name}" set kind = 'x'`, `delete from "${name}"`])
        expect([name, await codeOf(db.owner.unsafe(change))]).toEqual([name, 'the event log is append-only'])
  }
})
