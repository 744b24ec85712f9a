import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'bun:test'
import { competitorEntity } from '../competitors/competitors.entity'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { setStageRules } from '../pipelines/set-stage-rules'
import { noRules } from '../pipelines/stage-rules.model'
import { readStageRules } from '../pipelines/stage-rules.queries'
import { velocityIn } from '../pipelines/velocity.queries'
import { archiveRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { listRecords } from '../records/list-records'
import { readRecord } from '../records/read-record'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { dealEntity } from './deals.entity'
import type { Deal } from './deals.model'
import { moveDeal } from './move-deal'

let database: TestDatabase
let ctx: Context
let pipelineId: string
const stages: Record<string, string> = {}
const rivals: string[] = []
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  ctx = await testContext(database)
  pipelineId = (await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })).id
  for (const kind of ['open', 'won', 'lost'] as const)
    stages[kind] = (await createRecord(ctx, stageEntity, { name: kind, pipelineId, kind })).id
  rivals.length = 0
  for (const name of ['Ardent', 'Borea', 'Cobalt', 'Delta'])
    rivals.push((await createRecord(ctx, competitorEntity, { name })).id)
})

const make = (values: object = {}, as = ctx) => createRecord(as, dealEntity, { name: 'Solar', ...values })
const read = async (id: string) => JSON.parse((await readRecord(ctx, dealEntity, id)).body) as Deal
const lose = (id: string, more: object = {}) =>
  moveDeal(ctx, id, { stageId: stages.lost, closeReason: 'Price', ...more })
const ruleOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    error => {
      if (!(error instanceof Fault)) throw error
      return error.details.rule ?? error.code
    },
  )

describe('who else is after a deal', () => {
  test('is there once, and who won it is among them from then on', async () => {
    const { id } = await make({ competitorId: rivals[0] })
    expect(await ruleOf(updateRecord(ctx, dealEntity, id, { secondCompetitorId: rivals[0] }))).toBe(
      'deal.competitor_twice',
    )
    expect(await ruleOf(updateRecord(ctx, dealEntity, id, { lostToId: rivals[0] }))).toBe('deal.not_lost')
    await lose(id, { lostToId: rivals[2] })
    expect(await read(id)).toMatchObject({
      status: 'lost',
      competitorId: rivals[0],
      secondCompetitorId: rivals[2],
      thirdCompetitorId: null,
      lostToId: rivals[2],
    })
    await updateRecord(ctx, dealEntity, id, { lostToId: rivals[0] })
    expect(await read(id)).toMatchObject({ lostToId: rivals[0], thirdCompetitorId: null })
    // Opened again nobody has won it, and they are in it still.
    await moveDeal(ctx, id, { stageId: stages.open })
    expect(await read(id)).toMatchObject({
      lostToId: null,
      competitorId: rivals[0],
      secondCompetitorId: rivals[2],
    })
  })

  test('of what a file says only what can be counts', async () => {
    const file = { ...ctx, cause: { type: 'import', id: uuidv7() } } as Context
    const { id } = await make(
      { competitorId: rivals[0], secondCompetitorId: rivals[0], lostToId: rivals[1] },
      file,
    )
    expect(await read(id)).toMatchObject({
      competitorId: rivals[0],
      secondCompetitorId: null,
      lostToId: null,
    })
  })

  test('keeps its references when renamed or archived, and deals are found by it', async () => {
    const { id } = await make({ competitorId: rivals[0] })
    await make({ competitorId: rivals[1] })
    await updateRecord(ctx, competitorEntity, rivals[0]!, { name: 'Argent' })
    const found = async (field: string, value: string) =>
      (
        JSON.parse(
          (await listRecords(ctx, dealEntity, { filter: { field, op: 'eq', value }, limit: 10 })).results,
        ) as Deal[]
      ).map(one => one.id)
    expect(await found('competitor.name', 'Argent')).toEqual([id])
    await archiveRecord(ctx, competitorEntity, rivals[0]!)
    expect(await found('competitorId', rivals[0]!)).toEqual([id])
    expect(await ruleOf(make({ competitorId: rivals[0] }))).toBe('invalid')
    expect(await ruleOf(createRecord(ctx, competitorEntity, { name: 'borea' }))).not.toBe('done')
  })
})

test('a pipeline may ask of a loss which competitor won it', async () => {
  expect((await readStageRules(ctx, pipelineId)).rules.lossCompetitor).toBe(false)
  // Rules from before this one say nothing of it.
  await setStageRules(ctx, pipelineId, { ...noRules, lossNote: true })
  await database.owner`update stage_rules set rules = rules - 'lossCompetitor'`
  expect((await readStageRules(ctx, pipelineId)).rules).toMatchObject({
    lossCompetitor: false,
    lossNote: true,
  })
  await setStageRules(ctx, pipelineId, { ...noRules, lossCompetitor: true })
  const { id } = await make()
  expect(await ruleOf(lose(id))).toBe('deal.loss_competitor')
  await lose(id, { lostToId: rivals[1] })
  expect(await ruleOf(updateRecord(ctx, dealEntity, id, { lostToId: null }))).toBe('deal.loss_competitor')
})

test('the velocity tells how often deals are won against each, as far as one may read who is in them', async () => {
  const won = await make({ competitorId: rivals[0], secondCompetitorId: rivals[1] })
  await moveDeal(ctx, won.id, { stageId: stages.won })
  for (const lostToId of [rivals[0], rivals[1]]) {
    const { id } = await make({ competitorId: rivals[0] })
    await lose(id, { lostToId })
  }
  await make({ competitorId: rivals[2] })
  const days = { from: '2000-01-01', until: '2100-01-01' }
  expect((await velocityIn(ctx, pipelineId, days)).competitors).toEqual([
    { id: rivals[0]!, name: 'Ardent', won: 1, lost: 2, lostToThem: 1, winRate: 1 / 3 },
    { id: rivals[1]!, name: 'Borea', won: 1, lost: 1, lostToThem: 1, winRate: 1 / 2 },
  ])
  const { grants } = ctx.access
  const without = (readable: string[]): Context => ({
    ...ctx,
    access: { ...ctx.access, grants: { ...grants, deal: { ...grants.deal, readable } } },
  })
  expect((await velocityIn(without(['name']), pipelineId, days)).competitors).toEqual([])
  expect((await velocityIn(without(['secondCompetitorId']), pipelineId, days)).competitors).toEqual([
    { id: rivals[1]!, name: 'Borea', won: 1, lost: 1, lostToThem: 0, winRate: 1 / 2 },
  ])
})
