import { afterAll, beforeAll, expect, test } from 'bun:test'
import fc from 'fast-check'
import { accessAs } from '../access/policy.rules'
import { scratchBulk } from '../bulk/scratch-bulk'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { Fault } from '../core/errors'
import type { AnyRecord } from '../core/record.model'
import { dealEntity } from '../deals/deals.entity'
import { foldDealSums } from '../deals/fold-deal-sums'
import { repairDealSums } from '../deals/repair-deal-sums'
import { checksFor } from '../doctor/checks'
import { write } from '../events/write'
import type { Filter } from '../filter/filter.model'
import { scratchImports } from '../imports/scratch-import'
import { boardOf } from '../pipelines/board.queries'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { saveRates } from '../rates/save-rates'
import { archiveRecord, restoreRecord } from '../records/archive-record'
import { createRecord } from '../records/create-record'
import { updateRecord } from '../records/update-record'
import { writeBatch } from '../records/write-batch'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
}, 120_000)
afterAll(() => database.drop())

const check = checksFor([]).find(({ name }) => name === 'kept sums of deals are those of the deals')!
/** Passed by each deal: a board with a filter adds up the deals themselves. */
const each: Filter = { field: 'name', op: 'known' }

async function company() {
  const ctx = await testContext(database)
  const others = await Promise.all(
    [1, 2].map(() => testContext(database, { workspaceId: ctx.workspaceId, role: 'rep' })),
  )
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Direct', isDefault: true })
  const stages: string[] = []
  for (const [kind, probability] of [
    ['open', 13],
    ['open', 55],
    ['won', 100],
    ['lost', 0],
  ] as const)
    stages.push(
      (
        await createRecord(ctx, stageEntity, {
          name: `S${stages.length}`,
          pipelineId: pipeline.id,
          kind,
          probability,
        })
      ).id,
    )
  await saveRates(ctx, {
    rates: [
      { day: '2020-01-01', currency: 'USD', rate: '1.0873' },
      { day: '2020-01-01', currency: 'JPY', rate: '163.17' },
    ],
  })
  const [rep, mate] = others as [Context, Context]
  const readers: Context[] = [
    ctx,
    { ...ctx, reportingCurrency: 'JPY' },
    rep,
    {
      ...rep,
      access: accessAs('manager', rep.access.memberId, [rep.access.memberId!, mate.access.memberId!]),
    },
  ]
  const owners = [null, ...[ctx, rep, mate].map(({ access }) => access.memberId)]
  const bulk = scratchBulk(database, ctx)
  const idOf = async (at: number): Promise<string | undefined> => {
    const rows = await database.owner<{ id: string }[]>`
      select id from deal where workspace_id = ${ctx.workspaceId} order by id`
    return rows.length ? rows[at % rows.length]!.id : undefined
  }
  return { ctx, pipeline, stages, readers, owners, bulk, idOf }
}
type Company = Awaited<ReturnType<typeof company>>

const currencies = ['EUR', 'USD', 'JPY', 'XAF']
const act = fc.record({
  verb: fc.constantFrom('make', 'make', 'change', 'change', 'move', 'bin', 'bin', 'bulk', 'undo', 'fold'),
  at: fc.nat(50),
  stage: fc.nat(3),
  owner: fc.nat(3),
  currency: fc.nat(4),
  minor: fc.integer({ min: -5000, max: 9_000_000_000 }),
  day: fc.integer({ min: 1, max: 5 }),
})
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

/** One write. What a rule refuses, or two writes at once cannot both have, changes nothing. */
async function does(made: Company, { verb, at, stage, owner, currency, minor, day }: Act): Promise<void> {
  const { ctx, stages, owners, bulk, idOf } = made
  const amount = currencies[currency] ? { minor, currency: currencies[currency] } : null
  const past: Context = { ...ctx, cause: { type: 'import', id: ctx.workspaceId } }
  const values = { stageId: stages[stage], ownerId: owners[owner], amount }
  const closed = stage > 1 ? { closedOn: `2026-11-0${day}` } : {}
  try {
    if (verb === 'make') {
      const asked = Array.from({ length: 1 + (at % 4) }, (_, n) => ({
        before: null,
        values: { name: `Deal ${n}`, ...values, ...closed } as Partial<AnyRecord>,
      }))
      await write(past, to => writeBatch(past, to, dealEntity, asked))
      return
    }
    if (verb === 'fold') return void (await foldDealSums(database, { least: 0 }))
    const id = await idOf(at)
    if (!id) return
    if (verb === 'change') await updateRecord(ctx, dealEntity, id, { amount, ownerId: owners[owner] })
    else if (verb === 'move') await updateRecord(past, dealEntity, id, { stageId: stages[stage], ...closed })
    else if (verb === 'bin')
      await (at % 2 ? archiveRecord(ctx, dealEntity, id) : restoreRecord(ctx, dealEntity, id))
    else {
      const change = {
        entity: 'deal',
        verb: 'update',
        values: { ownerId: owners[owner] },
        matching: { q: 'deal' },
      }
      const { id: job } = await bulk.ask(change)
      if (verb === 'undo') await bulk.undo(job)
    }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
  }
}

/** Kept sums tell each reader what the deals themselves come to, and are those of the deals. */
async function holds({ ctx, pipeline, readers }: Company): Promise<void> {
  for (const reader of readers)
    for (const closedSince of ['2026-11-03', '2020-01-01']) {
      const asked = { closedSince, cards: 3, fields: ['name'] }
      const kept = await boardOf(reader, pipeline.id, asked)
      expect(kept).toEqual(await boardOf(reader, pipeline.id, { ...asked, filter: each }))
    }
  expect([...(await inWorkspace(ctx, tx => check.find(tx, 5)))]).toEqual([])
}

test('kept sums are those of the deals after any writes, one after the other and at once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 8 }),
      async rounds => {
        const made = await company()
        for (const acts of rounds) await Promise.all(acts.map(one => does(made, one)))
        await holds(made)
      },
    ),
    { numRuns: 8 },
  )
}, 240_000)

test('a file of deals, its undo, and deals that are gone for good are in the kept sums', async () => {
  const made = await company()
  const files = scratchImports(database, made.ctx)
  const rows = Array.from({ length: 40 }, (_, n) => `Deal ${n},${n % 3 ? 'S0' : 'S1'},${n}.25 EUR`)
  const file = await files.into(['Name,Stage,Amount', ...rows].join('\n'), { entity: 'deal' }, 'deals.csv')
  expect(file.counts).toMatchObject({ created: 40 })
  await holds(made)
  const counted = async () => {
    const { stages } = await boardOf(made.ctx, made.pipeline.id, { closedSince: '2026-11-01' })
    return (JSON.parse(stages) as { count: number }[]).reduce((all, { count }) => all + count, 0)
  }
  expect(await counted()).toBe(40)
  await database.owner`delete from deal where workspace_id = ${made.ctx.workspaceId} and name like 'Deal 1%'`
  await holds(made)
  expect(await counted()).toBe(29)
  await files.undo(file.id)
  await holds(made)
  expect(await counted()).toBe(0)
})

test('many rows become one for each key, whoever folds at once, and what was folded away is no row', async () => {
  const made = await company()
  const { ctx, stages } = made
  const { id } = await createRecord(ctx, dealEntity, {
    name: 'Solar',
    stageId: stages[0],
    amount: { minor: 5, currency: 'EUR' },
  })
  for (let n = 0; n < 6; n += 1) await updateRecord(ctx, dealEntity, id, { stageId: stages[(n + 1) % 2] })
  const rows = async () => [
    ...(await database.owner`select stage_id, count::int, minor::int, folded from deal_sum where workspace_id = ${ctx.workspaceId}`),
  ]
  expect((await rows()).length).toBeGreaterThan(10)
  await Promise.all([1, 2, 3].map(() => foldDealSums(database, { least: 0 })))
  expect(await rows()).toEqual([{ stageId: stages[0], count: 1, minor: 5, folded: true }])
  await holds(made)
  // Few are left where they are.
  await updateRecord(ctx, dealEntity, id, { stageId: stages[1] })
  expect(await foldDealSums(database)).toBe(0)
  expect(await rows()).toHaveLength(3)
})

test('a wrong sum is found by the doctor', async () => {
  const { ctx, stages } = await company()
  await createRecord(ctx, dealEntity, {
    name: 'Solar',
    stageId: stages[0],
    amount: { minor: 5, currency: 'EUR' },
  })
  await database.owner`update deal_sum set minor = 7 where workspace_id = ${ctx.workspaceId}`
  const found = await inWorkspace(ctx, tx => check.find(tx, 5))
  expect(found).toMatchObject([{ id: stages[0], what: '0 deals and 2 EUR too many' }])
})

test('a drift is found, and put right once, however many do so and whoever writes meanwhile', async () => {
  const ctx = await testContext(database)
  const pipeline = await createRecord(ctx, pipelineEntity, { name: 'Drift', isDefault: true })
  const stage = await createRecord(ctx, stageEntity, { name: 'Open', pipelineId: pipeline.id, kind: 'open' })
  const amount = { minor: 5000, currency: 'EUR' }
  const deal = () => createRecord(ctx, dealEntity, { name: 'D', stageId: stage.id, amount })
  await Promise.all([1, 2, 3].map(deal))
  const found = () => inWorkspace({ db: database, workspaceId: ctx.workspaceId }, tx => check.find(tx, 10))
  expect(await found()).toEqual([])
  const [own] = await database.owner<
    { slug: string }[]
  >`select slug from workspace where id = ${ctx.workspaceId}`
  const repair = async () =>
    (await repairDealSums(database)).filter(({ workspace }) => workspace === own!.slug)
  expect(await repair()).toEqual([])
  // As after a trigger that was switched off: one row lost, another written by somebody.
  await database.owner`
    delete from deal_sum where ctid = (select ctid from deal_sum where workspace_id = ${ctx.workspaceId} limit 1)`
  await database.owner`
    insert into deal_sum (workspace_id, pipeline_id, stage_id, at, currency, owner_id, count, minor)
    values (${ctx.workspaceId}, ${pipeline.id}, ${stage.id}, 'infinity', 'JPY', null, 2, 700)`
  expect((await found()).length).toBe(2)
  const repairs = await Promise.all([repair(), deal(), repair(), deal()])
  expect([repairs[0], repairs[2]].flatMap(one => one as unknown[])).toHaveLength(1)
  expect(await found()).toEqual([])
  await foldDealSums(database, { least: 0 })
  expect(await found()).toEqual([])
  const [sum] = await database.owner<{ count: string; minor: string }[]>`
    select sum(count) as count, sum(minor) as minor from deal_sum where workspace_id = ${ctx.workspaceId} and currency = 'EUR'`
  expect(sum).toMatchObject({ count: '5', minor: '25000' })
})
