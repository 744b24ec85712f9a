import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { write } from '../events/write'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { scoreEvents } from '../scoring/score.events'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { createRecord } from './create-record'
import type { Entity } from './entity'
import { timelineOf } from './timeline.queries'
import { updateRecord } from './update-record'

const clock = handClock('2026-11-18T09:00:00Z')
let database: TestDatabase
let ctx: Context
beforeAll(async () => {
  database = await testDatabase()
  ctx = await testContext(database, { clock })
})
afterAll(() => database.drop())

/** A second after whatever came before it, and before whatever comes: within one moment nothing is before or after. */
async function score(kind: 'lead' | 'deal', id: string, to: number): Promise<void> {
  clock.move(1000)
  await write(ctx, async ({ emit }) =>
    emit(scoreEvents[kind].scored(id, { model: 'm' }, { before: { score: null }, after: { score: to } })),
  )
  clock.move(1000)
}
const scoresIn = async (entity: Entity, id: string, also: readonly Entity[] = []) =>
  (
    JSON.parse((await timelineOf(ctx, entity, id, { limit: 50, also })).results) as {
      kind: string
      after: { score: number }
    }[]
  )
    .filter(({ kind }) => kind.endsWith('.scored'))
    .map(({ after }) => after.score)

test('what a record scored after it ended is no news; what it scored before stays, and news come again when it is open again', async () => {
  const lead = await createRecord(ctx, leadEntity, { name: 'Over' })
  await score('lead', lead.id, 41)
  await updateRecord(ctx, leadEntity, lead.id, { status: 'disqualified', statusReason: 'No budget' })
  await score('lead', lead.id, 42)
  expect(await scoresIn(leadEntity, lead.id)).toEqual([41])
  await updateRecord(ctx, leadEntity, lead.id, { status: 'working' })
  await score('lead', lead.id, 43)
  expect(await scoresIn(leadEntity, lead.id)).toEqual([43, 42, 41])
})

test('a customer’s timeline tells no scores of deals that are won or lost', async () => {
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  const stageOf = (name: string, kind: string) =>
    createRecord(ctx, stageEntity, { name, kind, pipelineId: pipeline.id, probability: 10 })
  const open = await stageOf('Open', 'open')
  const won = await stageOf('Won', 'won')
  const customer = await createRecord(ctx, customerEntity, { name: 'Buyer' })
  const dealOf = (name: string) =>
    createRecord(ctx, dealEntity, { name, customerId: customer.id, stageId: open.id })
  const [closed, going] = [await dealOf('Closed'), await dealOf('Going')]
  await score('deal', closed.id, 51)
  await updateRecord(ctx, dealEntity, closed.id, { stageId: won.id })
  await score('deal', closed.id, 52)
  await score('deal', going.id, 53)
  expect(await scoresIn(customerEntity, customer.id, [dealEntity])).toEqual([53, 51])
  expect(await scoresIn(dealEntity, closed.id)).toEqual([51])
})
