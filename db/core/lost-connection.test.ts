import { afterAll, beforeAll, expect, test } from 'bun:test'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import type { Context } from './context'
import { inWorkspace, readOnce, type Tx } from './database'

let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
})
afterAll(() => database.drop())

const pidOf = async (tx: Tx) => (await tx<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]!.pid
/** Ends the server's side of a connection, and waits until it is gone. */
const end = (pid: number) => database.owner`select pg_terminate_backend(${pid}, 5000)`
const works = () => inWorkspace(ctx, async tx => (await tx`select 1 as one`)[0]?.one)

test('who waits for statements on a connection that is lost is told, however many wait', async () => {
  for (const waiting of [1, 50, 2000]) {
    const work = inWorkspace(ctx, async tx => {
      const pid = await pidOf(tx)
      const all = [
        tx`select pg_sleep(30)`.execute(),
        ...Array.from({ length: waiting }, (_, n) => tx`select ${'x'.repeat(n)}::text`.execute()),
      ]
      for (const one of all) one.catch(() => {})
      await end(pid)
      return Promise.all(all)
    })
    await expect(work).rejects.toThrow()
    expect(await works()).toBe(1)
  }
}, 30_000)

test('who was busy elsewhere when it was lost is told at the next statement, and the pool goes on', async () => {
  for (let n = 0; n < 5; n++) {
    const known = Promise.withResolvers<void>()
    const told = Promise.withResolvers<unknown>()
    const work = inWorkspace(ctx, async tx => {
      await end(await pidOf(tx))
      await known.promise
      const statement = tx`select ${tx`1`} as one`
      return statement.then(told.resolve, told.resolve)
    })
    // This side knows once the transaction has failed, while its work is still about something else.
    await expect(work).rejects.toThrow()
    known.resolve()
    expect(await told.promise).toBeInstanceOf(Error)
  }
  expect(await Promise.all(Array.from({ length: 40 }, works))).toEqual(Array.from({ length: 40 }, () => 1))
}, 30_000)

test('a read on a connection that is lost fails, and the next ones do not', async () => {
  const slow = readOnce(ctx, sql => sql`select pg_backend_pid(), pg_sleep(30)`)
  slow.catch(() => {})
  let gone = 0
  while (gone === 0)
    gone = (
      await database.owner`
        select pg_terminate_backend(pid, 5000) from pg_stat_activity where query like 'select pg_backend_pid(), pg_sleep%' and pid <> pg_backend_pid()`
    ).length
  await expect(slow).rejects.toThrow()
  for (let n = 0; n < 20; n++) expect((await readOnce(ctx, sql => sql`select 1 as one`))[0]?.one).toBe(1)
}, 30_000)
