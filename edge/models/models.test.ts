import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Context } from '@sextant/db/core/context'
import { uuidv7 } from '@sextant/db/core/ids'
import { dealEntity } from '@sextant/db/deals/deals.entity'
import { leadEntity } from '@sextant/db/leads/leads.entity'
import { createRecord } from '@sextant/db/records/create-record'
import { updateRecord } from '@sextant/db/records/update-record'
import { ScoreChange } from '@sextant/db/scoring/score-history.model'
import { demoWorkspace } from '@sextant/db/testing/demo-workspace'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { leadConversion } from '@sextant/ml/lead-conversion/spec'
import { scoreRecords } from '@sextant/ml/scoring/score-records'
import { trainVersion } from '@sextant/ml/scoring/train-version'
import * as v from 'valibot'
import { type TestAsker, type TestDoor, testDoor, testPeople } from '../app/test-door'

setDefaultTimeout(120_000)

let db: TestDatabase
let door: TestDoor
let analyst: TestAsker
let rep: TestAsker
let scored: string
let admin: Context

beforeAll(async () => {
  db = await testDatabase()
  const people = testPeople(db)
  const { ctx } = await demoWorkspace(db, 7, { leads: 2500, customers: 200, deals: 200 })
  analyst = await people.join({ role: 'analyst', workspaceId: ctx.workspaceId })
  rep = await people.join({ role: 'rep', workspaceId: ctx.workspaceId })
  admin = ctx
  door = await testDoor(db, people)
  const trained = await trainVersion(ctx, leadConversion, uuidv7(), {
    seed: 5,
    nets: 1,
    epochs: 6,
    backend: 'wasm',
  })
  if (!trained.ok) throw new Error(trained.failure.message)
  const evil = await createRecord(ctx, leadEntity, {
    name: '=cmd|calc',
    jobTitle: '@SUM(A1)',
    source: 'referral',
    employees: 300,
  })
  scored = evil.id
  await scoreRecords(ctx, leadConversion, 'all')
})
afterAll(async () => {
  await door?.close()
  await db?.drop()
})

const get = async (asker: TestAsker, path: string) => {
  const answer = await door.ask(asker, 'GET', path)
  return {
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown>,
  }
}

test('models are listed with champion and counts, trained or not', async () => {
  const { status, body } = await get(analyst, '/crm/models')
  expect(status).toBe(200)
  const [leads, deals] = body.results as Record<string, unknown>[]
  expect(leads).toMatchObject({
    model: 'lead-conversion',
    subject: 'lead',
    state: 'ready',
    versions: 1,
    champion: {
      version: 1,
      alias: 'champion',
      split: 'time',
      holdout: { auc: expect.any(Number) },
      gate: { rule: 'first' },
    },
  })
  expect(leads!.scored).toBe(leads!.toScore)
  expect(deals).toMatchObject({
    model: 'deal-win',
    state: 'untrained',
    champion: null,
    training: null,
    scored: 0,
  })
})

test('a model tells its card: both splits, reliability, lift, features and what was left out', async () => {
  const { body } = await get(analyst, '/crm/models/lead-conversion')
  const card = body.card as {
    results: { split: string; model: { reliability: unknown[]; lift: number[] } }[]
    features: unknown[]
    dropped: unknown[]
    notes: string[]
  }
  expect(card.results.map(result => result.split)).toEqual(['time', 'hash'])
  expect(card.results[0]!.model.reliability).toHaveLength(10)
  expect(card.results[0]!.model.lift).toHaveLength(10)
  expect(card.features.length).toBeGreaterThan(10)
  expect(card.notes.join(' ')).toContain('seven days')
  expect(body.versions).toHaveLength(1)
  expect((await get(analyst, '/crm/models/lead-conversion/versions/1')).body).toMatchObject({
    version: 1,
    card: { state: 'ready' },
  })
  for (const missing of [
    '/crm/models/astrology',
    '/crm/models/lead-conversion/versions/7',
    '/crm/models/lead-conversion/versions/x',
  ])
    expect((await get(analyst, missing)).status).toBe(404)
})

test('training is asked for once, read, and cancelled; who may only look may not', async () => {
  const asked = await door.ask(analyst, 'POST', '/crm/models/deal-win/train')
  expect(asked.status).toBe(202)
  const training = (await asked.json()) as { id: string }
  const again = await door.ask(analyst, 'POST', '/crm/models/deal-win/train')
  expect(again.status).toBe(409)
  expect(await again.json()).toMatchObject({ rule: 'training.running', params: { trainingId: training.id } })
  const path = `/crm/models/deal-win/trainings/${training.id}`
  expect((await get(analyst, path)).body).toMatchObject({ state: 'queued', progress: {} })
  expect((await get(analyst, `/crm/models/lead-conversion/trainings/${training.id}`)).status).toBe(404)
  expect((await door.ask(rep, 'POST', `${path}/cancel`)).status).toBe(403)
  const cancelled = await door.ask(analyst, 'POST', `${path}/cancel`)
  expect(cancelled.status).toBe(202)
  expect(await cancelled.json()).toMatchObject({ asked: 'cancel' })
  expect((await door.ask(rep, 'POST', '/crm/models/lead-conversion/versions/1/activate')).status).toBe(403)
  const active = await door.ask(analyst, 'POST', '/crm/models/lead-conversion/versions/1/activate')
  expect(await active.json()).toMatchObject({ version: 1, alias: 'champion' })
})

test('a feature is left out by hand, told on the model, and taken back; one that is none, and who may only look, are refused', async () => {
  const path = '/crm/models/lead-conversion/features'
  const say = (asker: TestAsker, choices: object[], train = false) =>
    door.ask(asker, 'POST', path, { choices, train })
  const left = await say(analyst, [{ feature: 'city', choice: 'excluded' }])
  expect(left.status).toBe(200)
  expect(await left.json()).toMatchObject({
    choices: [{ feature: 'city', label: 'City', choice: 'excluded' }],
    training: null,
  })
  const { body } = await get(analyst, '/crm/models/lead-conversion')
  expect(body).toMatchObject({ choices: [{ feature: 'city' }], heldBack: null, heldBackCard: null })
  const card = body.card as { suspects: unknown[]; importance: { share: number }[]; thresholds: unknown[] }
  expect(card.importance.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 6)
  expect(card.thresholds).toHaveLength(101)
  const trained = await say(analyst, [{ feature: 'city', choice: null }], true)
  const { choices, training } = (await trained.json()) as { choices: unknown[]; training: { id: string } }
  expect(choices).toEqual([])
  const again = await say(analyst, [{ feature: 'city', choice: 'kept' }], true)
  expect(again.status).toBe(409)
  await door.ask(analyst, 'POST', `/crm/models/lead-conversion/trainings/${training.id}/cancel`)
  expect((await say(analyst, [{ feature: 'moon', choice: 'kept' }])).status).toBe(422)
  expect((await say(rep, [{ feature: 'city', choice: 'kept' }])).status).toBe(403)
})

test('a lead with hardly more than a name is not scored, in the answer, in lists, in filters and in the file of scores', async () => {
  const bare = await createRecord(admin, leadEntity, { name: 'Nobody Known' })
  await scoreRecords(admin, leadConversion, [bare.id])
  const { body } = await get(analyst, `/crm/leads/${bare.id}/score`)
  expect(body).toMatchObject({
    state: 'not_scored',
    score: null,
    reasons: [],
    base: null,
    probability: null,
    history: [],
  })
  const missing = body.missing as { rule: string; features: { key: string; label: string }[] }
  expect(missing.rule).toBe('unknown')
  expect(missing.features.length).toBeGreaterThan(2)
  const listed = await get(analyst, `/crm/leads/${bare.id}`)
  expect(listed.body).toMatchObject({ score: null, scoreChange: null, scoredAt: null })
  const text = await (await door.ask(analyst, 'GET', '/crm/models/lead-conversion/scores.csv')).text()
  const line = text.split('\r\n').find(line => line.startsWith(bare.id))
  expect(line).toStartWith(
    `${bare.id},Nobody Known,,,,,,,"${missing.features.map(({ label }) => label).join('; ')}",1,`,
  )
  // Once more is known it is scored, and once it is taken away again the score goes with it, as a change of its history.
  const known = {
    source: 'referral',
    employees: 300,
    industry: 'logistics',
    jobTitle: 'Head of operations',
    value: { minor: 4_000_000, currency: 'EUR' },
  }
  await updateRecord(admin, leadEntity, bare.id, known)
  await scoreRecords(admin, leadConversion, [bare.id])
  const then = (await get(analyst, `/crm/leads/${bare.id}/score`)).body
  expect(then).toMatchObject({ state: 'ready', score: expect.any(Number), missing: null })
  expect(Date.parse(then.asOf as string)).toBeGreaterThan(0)
  await updateRecord(
    admin,
    leadEntity,
    bare.id,
    Object.fromEntries(Object.keys(known).map(key => [key, null])),
  )
  await scoreRecords(admin, leadConversion, [bare.id])
  expect((await get(analyst, `/crm/leads/${bare.id}`)).body).toMatchObject({ score: null, scoredAt: null })
  const { results } = (await get(analyst, `/crm/leads/${bare.id}/score/history`)).body as {
    results: unknown[]
  }
  expect(results).toMatchObject([
    { score: null, was: then.score, delta: null },
    { was: null, score: then.score },
  ])
})

test('a lead’s score adds up as printed; one out of reach is not there', async () => {
  const { status, body } = await get(analyst, `/crm/leads/${scored}/score`)
  expect(status).toBe(200)
  const { score, base, reasons, others } = body as unknown as {
    score: number
    base: number
    reasons: { points: number }[]
    others: { points: number }
  }
  expect(reasons.reduce((sum, reason) => sum + reason.points, base + others.points)).toBe(score)
  expect(body).toMatchObject({
    state: 'ready',
    modelState: 'ready',
    version: 1,
    missing: null,
    history: [{ score }],
  })
  const [foreign] =
    await db.owner`select id from lead where owner_id is not null and owner_id <> ${rep.access.memberId} and score is not null limit 1`
  expect((await get(rep, `/crm/leads/${foreign!.id}/score`)).status).toBe(404)
  const deal = await createRecord(admin, dealEntity, { name: 'Berth scheduling' })
  expect((await get(analyst, `/crm/deals/${deal.id}/score`)).body).toMatchObject({
    state: 'not_scored',
    missing: { rule: 'no_model' },
    modelState: 'untrained',
  })
})

test('the history of a score tells each change, what it was made of, what moved and what had happened, page by page', async () => {
  const path = `/crm/leads/${scored}/score/history`
  await updateRecord(admin, leadEntity, scored, { source: 'outbound', employees: 3 })
  await scoreRecords(admin, leadConversion, [scored])
  const { status, body } = await get(analyst, path)
  expect(status).toBe(200)
  const [fell, first] = v.parse(v.array(ScoreChange), body.results)
  const sum = ({ base, reasons, others }: { base: number; reasons: { points: number }[]; others: number }) =>
    reasons.reduce((total, reason) => total + reason.points, base + others)
  expect(first).toMatchObject({ was: null, delta: null, moved: null, causes: [], version: 1 })
  expect(sum(first!.parts!)).toBe(first!.score!)
  expect(fell).toMatchObject({ was: first!.score, byAnotherVersion: false })
  expect(fell!.delta!).toBeLessThan(-3)
  expect(sum(fell!.parts!)).toBe(fell!.score!)
  expect(sum(fell!.moved!)).toBe(fell!.delta!)
  expect(fell!.moved!.reasons.map(({ feature }) => feature)).toContain('source')
  expect(first!.parts!.reasons.find(({ feature }) => feature === 'source')).toMatchObject({
    label: 'Source',
    value: 'referral',
  })
  expect(fell!.causes).toMatchObject([{ kind: 'lead.updated', fields: ['employees', 'source'] }])
  const page = (await get(analyst, `${path}?limit=1`)).body
  expect(page.results).toEqual([fell])
  const { after } = (page.paging as { next: { after: string } }).next
  expect((await get(analyst, `${path}?limit=1&after=${after}`)).body).toEqual({ results: [first] })
  expect((await get(analyst, `${path}?after=x`)).status).toBe(400)
  expect((await get(rep, path)).status).toBe(404)
})

test('the export has a line for each score, adds up in each, and runs nothing in a spreadsheet', async () => {
  const answer = await door.ask(analyst, 'GET', '/crm/models/lead-conversion/scores.csv')
  expect(answer.headers.get('content-type')).toContain('text/csv')
  const text = await answer.text()
  const lines = text.trim().split('\r\n')
  const [count] = await db.owner`select count(*)::int as scores from score`
  expect(lines).toHaveLength(count!.scores + 1)
  expect(text).toContain("'=cmd|calc")
  expect(text).not.toMatch(/(^|,)[=@]/m)
  const others = await (await door.ask(rep, 'GET', '/crm/models/lead-conversion/scores.csv')).text()
  expect(others.trim().split('\r\n')).toHaveLength(1)
})
