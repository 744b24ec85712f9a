import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { handClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { uuidv7 } from '@sextant/db/core/ids'
import { dealEntity } from '@sextant/db/deals/deals.entity'
import type { Story } from '@sextant/db/demo/story.model'
import { archiveField, changeField } from '@sextant/db/fields/change-field'
import { leadEntity } from '@sextant/db/leads/leads.entity'
import { activateVersion } from '@sextant/db/models/activate-version'
import { championOf, versionsOf } from '@sextant/db/models/versions.queries'
import { createRecord } from '@sextant/db/records/create-record'
import { updateRecord } from '@sextant/db/records/update-record'
import { answerOf } from '@sextant/db/scoring/score-answer'
import { knownScore } from '@sextant/db/scoring/scores.queries'
import { clearScores, writeScores } from '@sextant/db/scoring/write-scores'
import { demoWorkspace } from '@sextant/db/testing/demo-workspace'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import type { TrainedModel } from '../app/artifact.model'
import { aucOf } from '../app/auc'
import { dealWin } from '../deal-win/spec'
import { featuresOf, type OutcomeModel } from '../features/outcome-model'
import { trainingRows } from '../features/rows'
import { leadConversion } from '../lead-conversion/spec'
import { loadVersion } from './champion'
import { scoreRecords } from './score-records'
import { trainVersion } from './train-version'

setDefaultTimeout(240_000)

let db: TestDatabase
let ctx: Context
let story: Story
const options = { seed: 5, nets: 2, epochs: 12, backend: 'wasm' } as const

async function train(ctx: Context, model: OutcomeModel, more: object = {}) {
  const outcome = await trainVersion(ctx, model, uuidv7(), { ...options, ...more })
  if (!outcome.ok) throw new Error(outcome.failure.message)
  const loaded = await loadVersion(ctx, outcome.saved.id)
  return { saved: outcome.saved, artifact: loaded.artifact, loaded }
}

beforeAll(async () => {
  db = await testDatabase()
  ;({ ctx, story } = await demoWorkspace(db, 7, { leads: 6000, customers: 1200, deals: 3000 }))
  await train(ctx, leadConversion)
  await train(ctx, dealWin)
})
afterAll(() => db.drop())

const championArtifact = async (model: OutcomeModel): Promise<TrainedModel> =>
  (await loadVersion(ctx, (await championOf(ctx, model.name))!.id)).artifact

/** How well the truth itself tells the later fifth of the rows apart: nobody can do better. */
async function truthAuc(model: OutcomeModel, truth: Story['leads']) {
  const logits = new Map(truth.map(record => [record.id, record.truth!.logit]))
  const rows: { id: string; at: number; label: number }[] = []
  for await (const row of trainingRows(ctx, model, await featuresOf(ctx, model))) rows.push(row)
  rows.sort((a, b) => a.at - b.at)
  const later = rows.slice(Math.round(rows.length * 0.8))
  return aucOf(
    later.map(row => logits.get(row.id)!),
    later.map(row => row.label),
  ).auc
}

test('on leads it had not seen, the model comes within 0.05 of the truth that made them', async () => {
  const { state, backtests } = await championArtifact(leadConversion)
  expect(state).toBe('ready')
  expect(backtests[0]!.split).toBe('time')
  const truth = await truthAuc(leadConversion, story.leads)
  expect(backtests[0]!.model.auc!).toBeGreaterThan(truth - 0.05)
  expect(backtests[0]!.model.logLoss).toBeLessThan(backtests[0]!.baseRate.logLoss)
})

test('on deals too, and the workspace’s own field is among the features', async () => {
  const { backtests, featuresUsed } = await championArtifact(dealWin)
  expect(backtests[0]!.model.auc!).toBeGreaterThan((await truthAuc(dealWin, story.deals)) - 0.06)
  expect(featuresUsed).toContain('custom.competitor')
})

test('every record is scored, the closed ones as they were before, in every row the reasons add up to the score, and each change is told once', async () => {
  for (const [model, records] of [
    [leadConversion, story.leads],
    [dealWin, story.deals],
  ] as const) {
    const all = records.length
    expect(await scoreRecords(ctx, model, 'all')).toEqual({ scored: all, written: all, changed: all })
    expect(await scoreRecords(ctx, model, 'all')).toEqual({ scored: all, written: 0, changed: 0 })
    const [sums] = await db.owner`
      select count(*)::int as rows, count(*) filter (where s.base + s.others_points + coalesce(
        (select sum((r ->> 'points')::int) from jsonb_array_elements(s.reasons) r), 0) = s.score)::int as adding,
        count(*) filter (where t.score = s.score and t.scored_at = s.scored_at and t.version = 1)::int as shown
      from score s join ${db.owner(model.entity.name)} t on t.id = s.subject_id where s.workspace_id = ${ctx.workspaceId}`
    expect(sums).toEqual({ rows: all, adding: all, shown: all })
    const [told] = await db.owner`
      select count(*)::int as events, count(distinct subject_id)::int as subjects, count(payload -> 'reason' -> 'points')::int as reasons
      from event where kind = ${`${model.entity.name}.scored`} and workspace_id = ${ctx.workspaceId}`
    expect(told!.events).toBe(all)
    expect(told!.subjects).toBe(all)
    expect(told!.reasons).toBeGreaterThan(all * 0.9)
  }
})

test('a changed field moves the score, with an event, and the answer tells the change in seven days', async () => {
  const clock = handClock(new Date().toISOString())
  const later: Context = { ...ctx, clock }
  const lead = await createRecord(later, leadEntity, {
    name: 'Deniz Kaya',
    jobTitle: 'Student',
    source: 'outbound',
    employees: 5,
    industry: 'public',
  })
  const asked = () => knownScore(later, leadEntity, 'lead-conversion', lead.id)
  expect(answerOf('lead-conversion', leadConversion.open, await asked())).toMatchObject({
    state: 'not_scored',
    missing: { rule: 'pending' },
  })
  await scoreRecords(later, leadConversion, [lead.id])
  clock.move(8 * 86_400_000)
  await updateRecord(later, leadEntity, lead.id, {
    jobTitle: 'Head of operations',
    source: 'referral',
    employees: 250,
  })
  await scoreRecords(later, leadConversion, [lead.id])
  const answer = answerOf('lead-conversion', leadConversion.open, await asked())
  expect(answer.state).toBe('ready')
  expect(answer.history).toHaveLength(2)
  expect(answer.change7d).toBe(answer.history[1]!.score! - answer.history[0]!.score!)
  expect(answer.change7d!).toBeGreaterThan(10)
  expect(
    answer.reasons.reduce((sum, reason) => sum + reason.points, answer.base! + answer.others.points),
  ).toBe(answer.score!)
  const [row] = await db.owner`select score_change, version from lead where id = ${lead.id}`
  expect(row).toEqual({ scoreChange: String(answer.change7d), version: 2 } as never)
})

test('a second training is measured against the champion on the same rows; rolling back is one call, and old scores stay out', async () => {
  const before = (await championOf(ctx, 'lead-conversion'))!
  const { saved } = await train(ctx, leadConversion, { epochs: 8, nets: 1, seed: 9 })
  expect(saved.gate).toMatchObject({ against: before.version, contest: { rows: expect.any(Number) } })
  expect(['worse', 'not_worse']).toContain(saved.gate.rule)
  const wanted = saved.alias === 'champion' ? before.version : saved.version
  await activateVersion(ctx, 'lead-conversion', wanted)
  await activateVersion(ctx, 'lead-conversion', before.version)
  const versions = await versionsOf(ctx, 'lead-conversion')
  expect(versions.filter(version => version.alias === 'champion').map(version => version.version)).toEqual([
    before.version,
  ])
  const lost = {
    subject: 'lead',
    model: 'lead-conversion',
    versionId: saved.id,
    version: saved.version,
  } as const
  const score = {
    score: 1,
    probability: 0.01,
    low: null,
    high: null,
    base: 1,
    reasons: [],
    othersCount: 0,
    othersPoints: 0,
    missing: null,
    asOf: new Date().toISOString(),
  }
  expect(await writeScores(ctx, lost, [{ id: story.leads.at(-1)!.id, ...score }])).toEqual({
    written: 0,
    changed: 0,
  })
})

test('scores wait for a change of champion that is under way, and a former champion neither writes nor takes back', async () => {
  const champion = (await championOf(ctx, 'lead-conversion'))!
  const scorer = {
    subject: 'lead',
    model: 'lead-conversion',
    versionId: champion.id,
    version: champion.version,
  } as const
  const id = story.leads.find(lead => lead.values.status === 'working')!.id
  const score = {
    score: 1,
    probability: 0.01,
    low: null,
    high: null,
    base: 1,
    reasons: [],
    othersCount: 0,
    othersPoints: 0,
    missing: null,
    asOf: new Date().toISOString(),
  }
  const change = Promise.withResolvers<void>()
  const changing = db.owner.begin(async tx => {
    await tx`update model_version set alias = 'retired' where id = ${champion.id}`
    await change.promise
  })
  await Bun.sleep(100)
  const written = writeScores(ctx, scorer, [{ id, ...score }])
  const cleared = clearScores(ctx, scorer)
  expect(await Promise.race([written, cleared, Bun.sleep(300).then(() => 'waiting')])).toBe('waiting')
  change.resolve()
  await changing
  expect(await written).toEqual({ written: 0, changed: 0 })
  expect(await cleared).toBe(0)
  await db.owner`update model_version set alias = 'champion' where id = ${champion.id}`
})

test('two writers of the same records at once give each one score and one event', async () => {
  const other = await demoWorkspace(db, 3, { leads: 700, customers: 60, deals: 60 })
  await db.owner`
    insert into model_version (id, workspace_id, model, version, alias, state, card, artifact, training_id, created_at)
    select gen_random_uuid(), ${other.ctx.workspaceId}, model, 1, 'champion', state, card, artifact, gen_random_uuid(), created_at
    from model_version where workspace_id = ${ctx.workspaceId} and model = 'lead-conversion' and alias = 'champion'`
  const ids = (
    await db.owner`select id from lead where workspace_id = ${other.ctx.workspaceId} and status = 'working'`
  ).map(row => row.id)
  const runs = await Promise.all([
    scoreRecords(other.ctx, leadConversion, 'all'),
    scoreRecords(other.ctx, leadConversion, [...ids].reverse()),
  ])
  const [counts] = await db.owner`
    select (select count(*)::int from score where workspace_id = ${other.ctx.workspaceId}) as scores,
      (select count(distinct subject_id)::int from event where kind = 'lead.scored' and workspace_id = ${other.ctx.workspaceId}) as told`
  expect(counts).toEqual({ scores: runs[0].scored, told: runs[0].scored })
})

test('with 50 leads it says that it is a cold start, how many outcomes it has and needs, and gives no lead a score of its own', async () => {
  const small = await demoWorkspace(db, 5, { leads: 50, customers: 12, deals: 10 })
  const { artifact, saved } = await train(small.ctx, leadConversion)
  expect(artifact.state).toBe('cold_start')
  expect(saved.gate.rule).toBe('first')
  await scoreRecords(small.ctx, leadConversion, 'all')
  const lead = small.story.leads.find(lead => lead.values.status === 'working')!
  const answer = answerOf(
    'lead-conversion',
    leadConversion.open,
    await knownScore(small.ctx, leadEntity, 'lead-conversion', lead.id),
  )
  expect(answer).toMatchObject({
    state: 'cold_start',
    missing: { rule: 'outcomes', params: { positives: artifact.positives, needed: 200 } },
  })
})

test('where nothing foretells the outcome it says so, gives the rate, and takes back scores that were there', async () => {
  const noise = await testContext(db)
  await db.owner`
    insert into lead (id, workspace_id, version, name, status, country, employees, email_consent, custom, created_at, updated_at, closed_at, received_on)
    select gen_random_uuid(), ${noise.workspaceId}, 1, 'L' || g, case when hashint4(g) % 4 = 0 then 'converted' when g % 10 = 0 then 'new' else 'disqualified' end,
      (array['DE', 'FR', 'GB'])[1 + abs(hashint4(g * 31)) % 3], abs(hashint4(g * 17)) % 500, hashint4(g * 7) % 2 = 0, '{}',
      now() - (200 - g % 150) * interval '1 day', now(), now() - (180 - g % 150) * interval '1 day', null
    from generate_series(1, 2500) g`
  const { artifact, saved } = await train(noise, leadConversion, { epochs: 4, nets: 1 })
  expect(artifact.state).toBe('no_signal')
  const [open] =
    await db.owner`select id from lead where workspace_id = ${noise.workspaceId} and status = 'new' limit 1`
  await db.owner`
    insert into score (workspace_id, model, subject_id, subject_type, version_id, score, probability, base, reasons, others_count, others_points, scored_at)
    values (${noise.workspaceId}, 'lead-conversion', ${open!.id}, 'lead', ${saved.id}, 70, 0.7, 20, '[]', 0, 50, now())`
  expect(await scoreRecords(noise, leadConversion, 'all')).toEqual({ scored: 0, written: 0, changed: 1 })
  const answer = answerOf(
    'lead-conversion',
    leadConversion.open,
    await knownScore(noise, leadEntity, 'lead-conversion', open!.id),
  )
  expect(answer).toMatchObject({ state: 'no_signal', score: null, reasons: [], missing: { rule: 'signal' } })
  expect(answer.probability).toBeCloseTo(artifact.prior, 6)
})

test('a rep is not told the score of a lead out of reach, and a deal has its own answer', async () => {
  const rep = await testContext(db, { role: 'rep', workspaceId: ctx.workspaceId })
  const lead = story.leads.find(lead => lead.values.status === 'working')!
  expect(knownScore(rep, leadEntity, 'lead-conversion', lead.id)).rejects.toMatchObject({ code: 'not_found' })
  const won = story.deals.find(deal => deal.values.status === 'won')!
  await scoreRecords(ctx, dealWin, 'all')
  const answer = answerOf('deal-win', dealWin.open, await knownScore(ctx, dealEntity, 'deal-win', won.id))
  expect(answer).toMatchObject({ state: 'ready', missing: { rule: 'closed' } })
  expect(answer.score).toBeNumber()
})

test('a field that was archived since, or is known only afterwards by now, has no part in any score', async () => {
  const [field] = await db.owner<{ id: string }[]>`
    select id from custom_field where workspace_id = ${ctx.workspaceId} and key = 'competitor'`
  const told = async () => {
    const { scored } = await scoreRecords(ctx, dealWin, 'all')
    const [counts] = await db.owner`
      select count(*)::int as scores, count(*) filter (where exists (
        select 1 from jsonb_array_elements(reasons) r where r ->> 'feature' = 'custom.competitor'))::int as of_it
      from score where workspace_id = ${ctx.workspaceId} and model = 'deal-win'`
    expect(counts!.scores).toBe(scored)
    return counts!.ofIt
  }
  expect(await told()).toBeGreaterThan(story.deals.length / 10)
  await changeField(ctx, field!.id, { afterwards: true })
  expect(await told()).toBe(0)
  await changeField(ctx, field!.id, { afterwards: false })
  expect(await told()).toBeGreaterThan(story.deals.length / 10)
  await archiveField(ctx, field!.id)
  expect(await told()).toBe(0)
})
