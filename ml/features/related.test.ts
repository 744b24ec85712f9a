import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { handClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { customerEntity } from '@sextant/db/customers/customers.entity'
import { dealEntity } from '@sextant/db/deals/deals.entity'
import { createRecord } from '@sextant/db/records/create-record'
import { updateRecord } from '@sextant/db/records/update-record'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import type { TrainingRow } from '../app/spec.model'
import { dealWin } from '../deal-win/spec'
import { leadConversion } from '../lead-conversion/spec'
import { featuresOf, type OutcomeModel } from './outcome-model'
import { trainingRows } from './rows'

setDefaultTimeout(30_000)

const day = 86_400_000
let db: TestDatabase

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

async function rowsOf(ctx: Context, model: OutcomeModel): Promise<TrainingRow[]> {
  const rows: TrainingRow[] = []
  for await (const row of trainingRows(ctx, model, await featuresOf(ctx, model))) rows.push(row)
  return rows
}

/** Deals of a customer that were opened on the days and lost a month later, written past the engine. */
async function dealsOf(ctx: Context, customerId: string, days: readonly string[]) {
  const [pipeline] = await db.owner<{ id: string }[]>`
    insert into pipeline (id, workspace_id, name, position, is_default, created_at, updated_at)
    values (gen_random_uuid(), ${ctx.workspaceId}, 'Sales', 1, false, now(), now()) returning id`
  const [stage] = await db.owner<{ id: string }[]>`
    insert into stage (id, workspace_id, name, pipeline_id, kind, position, created_at, updated_at)
    values (gen_random_uuid(), ${ctx.workspaceId}, 'Lost', ${pipeline!.id}, 'lost', 1, now(), now()) returning id`
  await db.owner`
    insert into deal (id, workspace_id, name, status, pipeline_id, stage_id, customer_id, position, custom, created_at, updated_at, opened_on, closed_on)
    select gen_random_uuid(), ${ctx.workspaceId}, 'Deal ' || d, 'lost', ${pipeline!.id}, ${stage!.id}, ${customerId}, 1, '{}', now(), now(), d::date, d::date + 30
    from unnest(${[...days]}::text[]) d`
}

test('each deal sees its customer as of its own moment, and many deals of one customer take no more statements than one', async () => {
  const clock = handClock('2026-01-05T10:00:00Z')
  const ctx = await testContext(db, { clock })
  const customer = await createRecord(ctx, customerEntity, { name: 'Lindner & Co', employees: 40 })
  clock.move(60 * day)
  await updateRecord(ctx, customerEntity, customer.id, { employees: 90 })
  clock.move(60 * day)
  await updateRecord(ctx, customerEntity, customer.id, { employees: 300 })
  clock.move(200 * day)
  const statementsFor = async () => {
    const before = db.statements()!
    const rows = await rowsOf(ctx, dealWin)
    return { rows, statements: db.statements()! - before }
  }
  await dealsOf(ctx, customer.id, ['2026-01-10'])
  // Written today, said to be of then: seen with what was known when it was written down.
  await db.owner`update deal set created_at = '2026-01-10T00:00:00Z' where customer_id = ${customer.id}`
  const one = await statementsFor()
  await dealsOf(
    ctx,
    customer.id,
    Array.from({ length: 20 }, (_, i) => `2026-0${4 + (i % 3)}-0${1 + (i % 9)}`),
  )
  await db.owner`update deal set created_at = opened_on where customer_id = ${customer.id}`
  const many = await statementsFor()
  expect(one.rows.map(row => row.values['customer.employees'])).toEqual([40])
  expect(new Set(many.rows.map(row => row.values['customer.employees']))).toEqual(new Set([40, 90, 300]))
  expect(many.rows).toHaveLength(21)
  expect(one.statements).toBeGreaterThan(3)
  expect(many.statements).toBe(one.statements)
})

test('a record that came without its beginning does not see its own outcome in its owner’s past, nor what came after its end', async () => {
  const ctx = await testContext(db, { clock: handClock('2026-11-18T10:00:00Z') })
  const owner = ctx.access.memberId!
  await db.owner`
    insert into lead (id, workspace_id, version, name, status, owner_id, custom, created_at, updated_at, closed_at)
    select gen_random_uuid(), ${ctx.workspaceId}, 1, 'L' || n, 'converted', ${owner}, '{}', '2026-11-01', now(), timestamptz '2026-01-01' + n * interval '2 days'
    from generate_series(0, 3) n`
  const rows = (await rowsOf(ctx, leadConversion)).sort((a, b) => a.at - b.at)
  const past = (won: number) => (won ? Math.round((1000 * (won + 4)) / (won + 8)) / 1000 : null)
  expect(rows.map(row => row.values['owner.past_rate'])).toEqual([0, 1, 2, 3].map(past))
  // The day on which it came is no day of its life, and the same for all.
  expect(new Set(rows.map(row => row.values['calendar.month']))).toEqual(new Set(['11']))
})

test('a deal that is open when its time is over is learnt from as not won, and one that is younger not at all', async () => {
  const clock = handClock(new Date().toISOString())
  const ctx = await testContext(db, { clock })
  const customer = await createRecord(ctx, customerEntity, { name: 'Slow & Co' })
  await dealsOf(ctx, customer.id, [])
  const [pipeline] = await db.owner<
    { id: string }[]
  >`select id from pipeline where workspace_id = ${ctx.workspaceId}`
  const [stage] = await db.owner<{ id: string }[]>`
    insert into stage (id, workspace_id, name, pipeline_id, kind, position, created_at, updated_at)
    values (gen_random_uuid(), ${ctx.workspaceId}, 'Open', ${pipeline!.id}, 'open', 0, now(), now()) returning id`
  await createRecord(ctx, dealEntity, { name: 'Slow', customerId: customer.id, stageId: stage!.id })
  clock.move(179 * day)
  expect(await rowsOf(ctx, dealWin)).toHaveLength(0)
  clock.move(2 * day)
  expect((await rowsOf(ctx, dealWin)).map(row => row.label)).toEqual([0])
})
