import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { draftVersion } from '../quotes/draft-version'
import type { Quote } from '../quotes/quotes.model'
import { scratchPipeline, scratchQuote } from '../quotes/scratch-quotes'
import { sendQuote } from '../quotes/send-quote'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { examine } from './examine'

let database: TestDatabase
let ctx: Context
let quote: Quote
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database)
  await scratchPipeline(ctx)
  quote = await scratchQuote(ctx)
  await sendQuote(ctx, quote.id, {})
  await draftVersion(ctx, quote.id)
  await sendQuote(ctx, quote.id, {})
  await scratchQuote(ctx)
})
afterAll(() => database.drop())

const found = async () => (await examine(ctx.db)).findings.map(({ check }) => check)

test('of quotes that were drafted and sent nothing is wrong', async () => {
  expect(await found()).toEqual([])
})

test.each([
  [
    'numbers of quotes have no gap',
    `update quote_series set next = next + 1`,
    `update quote_series set next = next - 1`,
  ],
  [
    'numbers of quotes have no gap',
    `update quote_number set number = 'x'`,
    `update quote_number set number = (select number from quote where id = quote_id)`,
  ],
  [
    'a quote is what its versions are',
    `update quote_version set state = 'replaced' where state = 'sent'`,
    `update quote_version set state = 'sent' where version = 2`,
  ],
  [
    'what was sent is as it was sent',
    `update quote_version set document = jsonb_set(document, '{title}', '"Else"') where version = 1`,
    `update quote_version set document = jsonb_set(document, '{title}', to_jsonb((select name from quote where id = quote_id))) where version = 1`,
  ],
  [
    'what was accepted is signed, and its quote says so',
    `update quote_version set state = 'accepted' where version = 2`,
    `update quote_version set state = 'sent' where version = 2`,
  ],
  [
    'a quote comes to what its lines do',
    `update quote_version set document = jsonb_set(document, '{totals,netMinor}', '1') where version = 2`,
    `update quote_version set document = jsonb_set(document, '{totals,netMinor}', document->'lines'->0->'netMinor') where version = 2`,
  ],
])('it finds when this does not hold: %s', async (check, breaks, mends) => {
  await database.owner.unsafe(breaks)
  expect(await found()).toContain(check)
  await database.owner.unsafe(mends)
  expect(await found()).toEqual([])
})
