import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { handClock } from '../core/clock'
import type { Tx } from '../core/database'
import type { Fault } from '../core/errors'
import { write } from '../events/write'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { noQuoteSettings } from './quote-settings.model'
import { saveQuoteSettings } from './save-quote-settings'
import { scratchPipeline, scratchQuote } from './scratch-quotes'
import { sendQuote } from './send-quote'
import { takeNumber } from './take-number'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

const numbersOf = async (workspaceId: string) =>
  (
    await database.owner<{ n: number }[]>`
      select n from quote_number where workspace_id = ${workspaceId} order by series, n`
  ).map(({ n }) => n)

const isCut = (fate: string) => fate === 'cut off'

/** Ends the connection of a transaction, as a process that dies does. */
async function cutOff(tx: Tx): Promise<void> {
  const [{ pid } = { pid: 0 }] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
  await database.owner`select pg_terminate_backend(${pid}, 5000)`
  await tx`select 1`
}

test('a range has no gap, whoever takes numbers at once and whatever is rolled back or cut off', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('kept', 'rolled back', 'cut off'), { minLength: 2, maxLength: 12 }),
      async fates => {
        const ctx = await testContext(database)
        const take = (fate: string) =>
          write(ctx, async to => {
            await takeNumber(ctx, to, {
              quoteId: crypto.randomUUID(),
              pattern: 'Q{number}',
              day: '2026-11-29',
            })
            if (fate === 'rolled back') throw new Error('It does not come to it.')
            if (fate === 'cut off') await cutOff(to.tx)
          })
        const [cut, others] = [fates.filter(isCut), fates.filter(fate => !isCut(fate))]
        for (const fate of cut) await expect(take(fate)).rejects.toThrow()
        // Who comes upon a connection that is just being lost is told so, and has no number.
        const ends = await Promise.allSettled(others.map(take))
        const kept = ends.filter(({ status }) => status === 'fulfilled').length
        expect(await numbersOf(ctx.workspaceId)).toEqual(Array.from({ length: kept }, (_, at) => at + 1))
      },
    ),
    { numRuns: 12 },
  )
}, 60_000)

test('quotes that are sent at once are numbered one after the other, and anew with the year', async () => {
  const clock = handClock('2026-12-31T23:00:00Z')
  const ctx = await testContext(database, { clock })
  await scratchPipeline(ctx)
  const quotes = []
  for (let n = 0; n < 6; n += 1) quotes.push(await scratchQuote(ctx))
  const sent = await Promise.all(quotes.slice(0, 5).map(({ id }) => sendQuote(ctx, id, {})))
  expect(sent.map(({ number }) => number).toSorted()).toEqual([1, 2, 3, 4, 5].map(n => `2026-000${n}`))
  clock.move(2 * 3_600_000)
  expect(await sendQuote(ctx, quotes[5]!.id, {})).toMatchObject({ number: '2027-0001' })
})

test('a range begins where the settings say, until a number of it was given', async () => {
  const ctx = await testContext(database, { clock: handClock('2026-11-29T10:00:00Z') })
  await scratchPipeline(ctx)
  const begin = (nextNumber: number | null, numberPattern = 'Q{number:3}') =>
    saveQuoteSettings(ctx, { ...noQuoteSettings, numberPattern, nextNumber })
  expect((await begin(40)).series).toEqual({ next: 40, text: 'Q040', begun: false })
  expect((await begin(41)).series).toMatchObject({ next: 41 })
  expect(await sendQuote(ctx, (await scratchQuote(ctx)).id, {})).toMatchObject({ number: 'Q041' })
  const refused = await begin(50).catch(error => error)
  expect((refused as Fault).details).toMatchObject({ rule: 'quote.series_begun', params: { next: 42 } })
  expect((await begin(42)).series).toEqual({ next: 42, text: 'Q042', begun: true })
  // Another pattern that comes to a number which was given.
  await begin(41, 'Q0{number}').catch(() => undefined)
  await begin(null, 'Q{number:3}')
  await database.owner`update quote_number set number = 'Q042' where workspace_id = ${ctx.workspaceId}`
  const taken = await sendQuote(ctx, (await scratchQuote(ctx)).id, {}).catch(error => error)
  expect((taken as Fault).details).toMatchObject({ rule: 'quote.number_taken' })
  expect(await numbersOf(ctx.workspaceId)).toEqual([41])
})
