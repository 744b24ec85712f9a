import { afterAll, beforeAll, beforeEach, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { dealEntity } from '../deals/deals.entity'
import type { Deal } from '../deals/deals.model'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { timelineOf } from '../records/timeline.queries'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { readSplits } from './deal-splits.queries'
import { saveSplits } from './save-splits'

let database: TestDatabase
let ctx: Context
let rep: Context
let deal: Deal
const amount = { minor: 10_001, currency: 'EUR' }
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  ctx = await testContext(database)
  rep = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  const { id: pipelineId } = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  await createRecord(ctx, stageEntity, { name: 'Open', pipelineId, kind: 'open' })
  deal = await createRecord(rep, dealEntity, { name: 'Solar park', amount })
})

const of = (as: Context, points: number, role?: string) => ({ memberId: as.access.memberId!, points, role })
const save = (splits: object[], as = rep, version?: number) =>
  saveSplits(as, deal.id, { splits }, version === undefined ? undefined : [version])
const read = async () => JSON.parse((await readRecord(ctx, dealEntity, deal.id)).body) as Deal
const faultOf = (work: Promise<unknown>) =>
  work.then(
    () => ({}) as Fault['details'],
    error => {
      if (!(error instanceof Fault)) throw error
      return { rule: error.details.rule ?? error.code, params: error.details.params }
    },
  )
const nameOf = async (as: Context) =>
  (await database.owner<{ name: string }[]>`select name from member where id = ${as.access.memberId}`)[0]!
    .name

test('people share a deal and its amount, to the cent, and the deal tells of it', async () => {
  const saved = await save([of(rep, 5000), of(ctx, 5000, 'overlay')])
  expect(saved).toMatchObject({
    currency: 'EUR',
    amountMinor: 10_001,
    splits: [
      { memberId: rep.access.memberId, points: 5000, role: null, amountMinor: 5001, left: false },
      { memberId: ctx.access.memberId, points: 5000, role: 'overlay', amountMinor: 5000 },
    ],
  })
  const told = `${await nameOf(rep)} 50%, ${await nameOf(ctx)} 50% (overlay)`
  expect(await read()).toMatchObject({ split: told, version: saved.version })
  expect(saved.version).toBeGreaterThan(deal.version)
  // The amount changes, and with it what each has of it.
  await updateRecord(ctx, dealEntity, deal.id, { amount: { minor: 3, currency: 'JPY' } })
  expect((await readSplits(ctx, deal.id)).splits.map(one => one.amountMinor)).toEqual([2, 1])
  await updateRecord(ctx, dealEntity, deal.id, { amount: null })
  expect(await readSplits(ctx, deal.id)).toMatchObject({
    currency: null,
    splits: [{ amountMinor: null }, {}],
  })
  expect(await save([])).toMatchObject({ splits: [] })
  expect((await read()).split).toBeNull()
  const { results } = await timelineOf(ctx, dealEntity, deal.id, { limit: 50 })
  const changes = (JSON.parse(results) as { before: Partial<Deal> | null; after: Partial<Deal> | null }[])
    .filter(({ after }) => after && 'split' in after && after.split !== undefined)
    .map(({ before, after }) => [before?.split ?? null, after?.split ?? null])
  expect(changes.slice(0, 2)).toEqual([
    [told, null],
    [null, told],
  ])
})

test('what is no split is refused, and nothing is written', async () => {
  expect(await faultOf(save([of(rep, 5000), of(ctx, 4999)]))).toEqual({
    rule: 'split.sum',
    params: { sum: '99.99' },
  })
  expect(await faultOf(save([of(rep, 10_000), of(ctx, 0)]))).toMatchObject({ rule: 'split.share' })
  expect(await faultOf(save([of(rep, 10_001), of(ctx, -1)]))).toMatchObject({ rule: 'split.share' })
  expect(await faultOf(save([of(rep, 5000), of(rep, 5000)]))).toEqual({
    rule: 'split.twice',
    params: { name: await nameOf(rep) },
  })
  const stranger = await testContext(database)
  for (const wrong of [
    of(stranger, 10_000),
    { memberId: 'x', points: 10_000 },
    { ...of(rep, 10_000), points: 99.5 },
    { ...of(rep, 10_000), role: 'x'.repeat(61) },
  ])
    expect(await faultOf(save([wrong]))).toMatchObject({ rule: 'invalid' })
  expect(await readSplits(ctx, deal.id)).toMatchObject({ splits: [], version: deal.version })
})

test('who has left is given no share, and keeps the one that was there', async () => {
  const left = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  await save([of(rep, 4000), of(left, 6000)])
  await database.owner`update member set deleted_at = now() where id = ${left.access.memberId}`
  expect(await save([of(rep, 5000), of(left, 5000)])).toMatchObject({
    splits: [{ left: false }, { left: true, amountMinor: 5000 }],
  })
  await save([of(rep, 10_000)])
  expect(await faultOf(save([of(rep, 5000), of(left, 5000)]))).toEqual({
    rule: 'split.left',
    params: { name: await nameOf(left) },
  })
})

test('is written by who may update the deal, from what they have seen, and goes to the bin and back with it', async () => {
  const other = await testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })
  expect(await faultOf(save([of(other, 10_000)], other))).toMatchObject({
    rule: 'not_found',
  })
  const { version } = await save([of(rep, 10_000)])
  expect(await faultOf(save([of(ctx, 10_000)], ctx, version - 1))).toMatchObject({ rule: 'stale' })
  await archiveRecord(ctx, dealEntity, deal.id)
  expect(await faultOf(save([of(ctx, 10_000)], ctx))).toMatchObject({ rule: 'not_found' })
  expect(await faultOf(readSplits(ctx, deal.id))).toMatchObject({ rule: 'not_found' })
  await restoreRecord(ctx, dealEntity, deal.id)
  expect((await readSplits(ctx, deal.id)).splits).toHaveLength(1)
})

test('who may not read amounts or splits is told neither', async () => {
  await save([of(rep, 10_000)])
  const { grants } = ctx.access
  const reading = (readable: string[]): Context => ({
    ...ctx,
    access: { ...ctx.access, grants: { ...grants, deal: { ...grants.deal, readable } } },
  })
  expect(await readSplits(reading(['name', 'split']), deal.id)).toMatchObject({
    currency: null,
    amountMinor: null,
    splits: [{ amountMinor: null, points: 10_000 }],
  })
  expect(await faultOf(readSplits(reading(['name', 'amount']), deal.id))).toMatchObject({
    rule: 'deal.read.split',
  })
  expect(await faultOf(save([of(rep, 10_000)], reading(['name', 'amount'])))).toMatchObject({
    rule: 'deal.read.split',
  })
})
