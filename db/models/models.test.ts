import { afterAll, beforeAll, expect, test } from 'bun:test'
import { handClock } from '../core/clock'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activateVersion } from './activate-version'
import { cancelTraining } from './cancel-training'
import { askedOf, endTraining, noteProgress } from './note-training'
import { requestTraining } from './request-training'
import { saveVersion } from './save-version'
import { scratchCard } from './scratch-card'
import { trainUntrained } from './train-untrained'
import { readTraining, trainingsOf } from './trainings.queries'
import { overviewOf, versionsOf } from './versions.queries'

let db: TestDatabase
let ctx: Context
const clock = handClock('2026-11-18T09:00:00Z')
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db, { role: 'analyst', clock })
})
afterAll(() => db.drop())

const kinds = async (id: string) =>
  (await db.owner`select kind from event where subject_id = ${id} order by seq`).map(row => row.kind)
const contest = (championId: string, auc: number, logLoss = 0) => ({
  championId,
  rows: 900,
  auc,
  aucError: 0.01,
  brier: 0,
  logLoss,
})
const trained = (trainingId: string, more = {}) => ({
  trainingId,
  model: 'm',
  state: 'ready' as const,
  card: scratchCard,
  artifact: { is: 'artifact' },
  contest: null,
  ...more,
})

test('of many who ask at once one training is queued, the others are told which; another workspace is not held up', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 5 }, () => requestTraining(ctx, 'm')))
  const made = asked.filter(one => one.status === 'fulfilled')
  expect(made).toHaveLength(1)
  const training = made[0]!.value
  for (const one of asked)
    if (one.status === 'rejected')
      expect(one.reason).toMatchObject({
        code: 'conflict',
        details: { rule: 'training.running', params: { trainingId: training.id } },
      })
  expect(await kinds(training.id)).toEqual(['training.requested'])
  await requestTraining(await testContext(db, { clock }), 'm')
  expect(
    requestTraining(await testContext(db, { role: 'rep', clock, workspaceId: ctx.workspaceId }), 'm'),
  ).rejects.toMatchObject({ code: 'forbidden' })
})

test('progress is merged and read, a cancel is heard once, an end is final, and then one may train again', async () => {
  const { id } = (await overviewOf(ctx, ['m']))[0]!.lastTraining!
  const point = { model: 1, net: 1, epoch: 1, loss: 0.6, valLoss: 0.7 }
  expect(await noteProgress(ctx, id, 'reading', { rowsRead: 2000 })).toEqual({ asked: null, over: false })
  await noteProgress(ctx, id, 'training', { nets: 3, curve: [point] })
  expect(await readTraining(ctx, 'm', id)).toMatchObject({
    state: 'training',
    progress: { rowsRead: 2000, nets: 3, curve: [point] },
  })
  await cancelTraining(ctx, 'm', id)
  await cancelTraining(ctx, 'm', id)
  expect(await askedOf(ctx, id)).toEqual({ asked: 'cancel', over: false })
  await endTraining(ctx, id, 'cancelled')
  await endTraining(ctx, id, 'done')
  await noteProgress(ctx, id, 'training', { nets: 9 })
  expect(await readTraining(ctx, 'm', id)).toMatchObject({ state: 'cancelled', progress: { nets: 3 } })
  expect(cancelTraining(ctx, 'm', id)).rejects.toMatchObject({ details: { rule: 'training.over' } })
  expect(await kinds(id)).toEqual([
    'training.requested',
    'training.progressed',
    'training.progressed',
    'training.asked',
    'training.finished',
  ])
  const again = await requestTraining(ctx, 'm')
  // Its workflow was lost: after two days nothing can come of it.
  clock.move(2 * 86_400_000 + 1)
  await requestTraining(ctx, 'm')
  expect(await readTraining(ctx, 'm', again.id)).toMatchObject({ state: 'failed' })
})

test('a training makes one version however often it is saved; the gate decides the champion; rolling back is one call', async () => {
  const first = uuidv7()
  const saves = await Promise.all(Array.from({ length: 4 }, () => saveVersion(ctx, trained(first))))
  expect(new Set(saves.map(saved => saved.id)).size).toBe(1)
  expect(saves[0]).toMatchObject({ version: 1, alias: 'champion', gate: { rule: 'first' } })
  const champion = saves[0]!.id
  const worse = await saveVersion(ctx, trained(uuidv7(), { contest: contest(champion, -0.03) }))
  expect(worse).toMatchObject({ version: 2, alias: 'candidate', gate: { rule: 'worse', against: 1 } })
  const cold = await saveVersion(ctx, trained(uuidv7(), { state: 'cold_start' }))
  expect(cold).toMatchObject({ alias: 'candidate', gate: { rule: 'not_ready' } })
  const stale = await saveVersion(ctx, trained(uuidv7(), { contest: contest(uuidv7(), 0.2) }))
  expect(stale).toMatchObject({ alias: 'candidate', gate: { rule: 'not_compared' } })
  const better = await saveVersion(ctx, trained(uuidv7(), { contest: contest(champion, 0.002) }))
  expect(better).toMatchObject({ version: 5, alias: 'champion', gate: { rule: 'not_worse' } })
  await activateVersion(ctx, 'm', 1)
  await activateVersion(ctx, 'm', 1)
  const aliases = (await versionsOf(ctx, 'm')).map(({ version, alias }) => [version, alias])
  expect(aliases).toEqual([
    [5, 'retired'],
    [4, 'candidate'],
    [3, 'candidate'],
    [2, 'candidate'],
    [1, 'champion'],
  ])
  expect(await kinds(champion)).toEqual(['model_version.created', 'model_version.activated'])
  expect(activateVersion(ctx, 'm', 99)).rejects.toMatchObject({ code: 'not_found' })
  const stranger = await testContext(db)
  expect(activateVersion(stranger, 'm', 1)).rejects.toMatchObject({ code: 'not_found' })
  expect(await versionsOf(stranger, 'm')).toHaveLength(0)
})

test('models that were never trained are asked for once, whatever became of it and however often it is said', async () => {
  const fresh = await testContext(db, { role: 'admin', clock })
  expect(await trainUntrained(fresh, ['m', 'n'])).toEqual(['m', 'n'])
  expect(await trainUntrained(fresh, ['m', 'n'])).toEqual([])
  const [training] = await trainingsOf(fresh, 'm')
  expect(await kinds(training!.id)).toEqual(['training.requested'])
  await endTraining(fresh, training!.id, 'failed', null)
  expect(await trainUntrained(fresh, ['m', 'n', 'o'])).toEqual(['o'])
  const rep = await testContext(db, { role: 'rep', clock, workspaceId: fresh.workspaceId })
  await expect(trainUntrained(rep, ['p'])).rejects.toMatchObject({ code: 'forbidden' })
})

test('two who say it at once get one training', async () => {
  const fresh = await testContext(db, { role: 'admin', clock })
  const both = await Promise.all([trainUntrained(fresh, ['m']), trainUntrained(fresh, ['m'])])
  expect(both.flat()).toEqual(['m'])
  expect(await trainingsOf(fresh, 'm')).toHaveLength(1)
})
