import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { firstSteps } from '../access/first-steps.queries'
import type { Context } from '../core/context'
import { leadEntity } from '../leads/leads.entity'
import { pipelineEntity, stageEntity } from '../pipelines/pipelines.entity'
import { createRecord } from '../records/create-record'
import { readRecord } from '../records/read-record'
import { timelineOf } from '../records/timeline.queries'
import { updateRecord } from '../records/update-record'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { askSample, readSample, removeSample } from './ask-sample'
import { readBulk } from './bulks.queries'
import { runBulk } from './run-bulk'
import { sampleKinds } from './sample-slice'
import { scratchBulk } from './scratch-bulk'
import { undoBulk } from './undo-bulk'

// Some thousands of records are made and taken away again.
setDefaultTimeout(180_000)

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.drop())

async function foundPipeline(ctx: Context): Promise<void> {
  const { id } = await createRecord(ctx, pipelineEntity, { name: 'Sales', isDefault: true })
  for (const [name, kind] of [
    ['Qualify', 'open'],
    ['Propose', 'open'],
    ['Won', 'won'],
    ['Lost', 'lost'],
  ] as const)
    await createRecord(ctx, stageEntity, {
      name,
      kind,
      pipelineId: id,
      probability: kind === 'open' ? 30 : null,
    })
}

/** How many live records there are of each kind, and how many people. */
async function held({ workspaceId }: Context): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const name of [...sampleKinds.map(kind => kind.name), 'member', 'team']) {
    const live = name === 'team' ? database.owner`` : database.owner`and deleted_at is null`
    const [row] = await database.owner<{ n: number }[]>`
      select count(*)::int as n from ${database.owner(name)} where workspace_id = ${workspaceId} ${live}`
    found[name] = row!.n
  }
  return found
}
const sum = (counts: Record<string, number>) => sampleKinds.reduce((n, { name }) => n + counts[name]!, 0)

test('an empty workspace is filled once, however often it is asked and wherever it is cut off, and emptied again', async () => {
  const ctx = await testContext(database, { role: 'admin' })
  await foundPipeline(ctx)
  const bulk = scratchBulk(database, ctx)
  const before = await held(ctx)
  const job = await askSample(ctx)
  expect(job).toMatchObject({ verb: 'sample', state: 'queued' })
  expect((await askSample(ctx)).id).toBe(job.id)

  let slices = 0
  const cut = runBulk(
    job.id,
    bulk.work(job.id, {
      onSlice: () => {
        slices += 1
        if (slices === 2) throw new Error('cut off')
      },
    }),
  )
  await expect(cut).rejects.toThrow('cut off')
  const half = await readBulk(ctx, job.id)
  expect(half.counts.changed).toBeGreaterThan(0)
  expect(half.counts.changed).toBeLessThan(job.total)
  expect(sum(await held(ctx))).toBe(half.counts.changed)

  await runBulk(job.id, bulk.work(job.id))
  const done = await askSample(ctx)
  expect(done).toMatchObject({ id: job.id, state: 'done', counts: { changed: job.total } })
  const filled = await held(ctx)
  expect(sum(filled)).toBe(job.total)
  expect(filled).toMatchObject({
    lead: 400,
    customer: 100,
    deal: 240,
    member: before.member!,
    team: before.team!,
  })
  expect(await firstSteps(ctx)).toMatchObject({ records: false, sample: true })
  const [converted] = await database.owner<{ id: string; ownerId: string }[]>`
    select id, owner_id from lead where workspace_id = ${ctx.workspaceId} and status = 'converted' limit 1`
  expect(converted!.ownerId).toBe(ctx.access.memberId!)
  // A workspace that has no exchange rates can add up all of it.
  const paid = await database.owner<{ currency: string }[]>`
    select distinct value_currency as currency from lead where workspace_id = ${ctx.workspaceId} and value_currency is not null
    union select distinct amount_currency from deal where workspace_id = ${ctx.workspaceId} and amount_currency is not null`
  expect([...paid]).toEqual([{ currency: 'EUR' }])
  const { results } = await timelineOf(ctx, leadEntity, converted!.id, { limit: 50 })
  expect(JSON.parse(results).length).toBeGreaterThan(2)

  expect(await removeSample(ctx)).toMatchObject({ id: job.id, state: 'undoing' })
  await undoBulk(job.id, bulk.work(job.id))
  expect(await readSample(ctx)).toMatchObject({
    job: { state: 'undone', undo: { undone: job.total, kept: 0 } },
  })
  expect(await held(ctx)).toEqual(before)
  expect(await firstSteps(ctx)).toMatchObject({ records: false, sample: false })

  const again = await askSample(ctx)
  expect(again.id).not.toBe(job.id)
})

test('what somebody made or changed since stays, and is named; stopped in the middle, what is there goes', async () => {
  const ctx = await testContext(database, { role: 'manager' })
  const bulk = scratchBulk(database, ctx)
  const job = await askSample(ctx)
  await runBulk(job.id, bulk.work(job.id, { maxMs: -1 }))
  const [sampled] = await database.owner<{ id: string; name: string }[]>`
    select id, name from lead where workspace_id = ${ctx.workspaceId} and status <> 'converted' limit 1`
  const { version } = await readRecord(ctx, leadEntity, sampled!.id)
  await updateRecord(ctx, leadEntity, sampled!.id, { city: 'Riga' }, version)
  const own = await createRecord(ctx, leadEntity, { name: 'Nora' })
  expect(await firstSteps(ctx)).toMatchObject({ records: true, sample: false })

  await removeSample(ctx)
  await undoBulk(job.id, bulk.work(job.id))
  expect((await readBulk(ctx, job.id)).undo).toMatchObject({ kept: 1 })
  expect(await bulk.faults(job.id)).toMatchObject([
    { subjectId: sampled!.id, name: sampled!.name, code: 'changed_since' },
  ])
  expect(sum(await held(ctx))).toBe(2)
  expect(JSON.parse((await readRecord(ctx, leadEntity, own.id)).body).deletedAt).toBeNull()
  expect(await firstSteps(ctx)).toMatchObject({ records: true, sample: null })
  await expect(askSample(ctx)).rejects.toMatchObject({ details: { rule: 'sample.not_empty' } })
})

test('it is for those who may bring records in and take all of them away', async () => {
  for (const role of ['rep', 'marketer', 'analyst', 'read_only'] as const) {
    const ctx = await testContext(database, { role })
    await expect(askSample(ctx)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeSample(ctx)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await firstSteps(ctx)).sample).toBeNull()
  }
})
