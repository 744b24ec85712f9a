import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { TaskName } from '@sextant/db/access/tasks.rules'
import { workContext } from '@sextant/db/access/work-context'
import type { Context } from '@sextant/db/core/context'
import { uuidv7 } from '@sextant/db/core/ids'
import { demoWorkspace } from '@sextant/db/testing/demo-workspace'
import { idleGrants, type Run } from '@sextant/db/testing/needed-grants'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { dealWin } from '../deal-win/spec'
import type { OutcomeModel } from '../features/outcome-model'
import { leadConversion } from '../lead-conversion/spec'
import { scoreRecords } from './score-records'
import { trainVersion } from './train-version'

setDefaultTimeout(240_000)

let db: TestDatabase
let ctx: Context
beforeAll(async () => {
  db = await testDatabase()
  ;({ ctx } = await demoWorkspace(db, 7, { leads: 600, customers: 120, deals: 400 }))
})
afterAll(() => db.drop())

const idle = (name: TaskName, ...runs: Run[]) => idleGrants(db, name, async () => ctx, ...runs)
const as = (task: TaskName) => workContext(ctx, { workspaceId: ctx.workspaceId, task })
const models = [leadConversion, dealWin]

async function train(model: OutcomeModel): Promise<boolean> {
  const options = { seed: 5, nets: 1, epochs: 1, backend: 'wasm' } as const
  const outcome = await trainVersion(await as('training'), model, uuidv7(), options)
  if (!outcome.ok) throw new Error(outcome.failure.message)
  return true
}

/** As if nothing had been scored yet. */
async function unscored(): Promise<void> {
  await db.owner`delete from score`
  for (const kind of ['lead', 'deal'])
    await db.owner`update ${db.owner(kind)} set score = null, score_change = null, scored_at = null`
}

/** Scores all records, and once more when they had another score two days ago. */
async function scoreTwice(task: TaskName, model: OutcomeModel): Promise<number> {
  await scoreRecords(await as(task), model, 'all')
  await db.owner`update score set score = case when score > 50 then score - 9 else score + 9 end, scored_at = now() - interval '2 days'`
  for (const kind of ['lead', 'deal']) await db.owner`update ${db.owner(kind)} set score_change = 77`
  return (await scoreRecords(await as(task), model, 'all')).changed
}

test('training reads what a model learns from, keeps the version and scores by it', async () => {
  const learn = models.map(
    (model): Run =>
      async () => {
        await unscored()
        return async () => (await train(model)) && scoreTwice('training', model)
      },
  )
  expect(await idle('training', ...learn)).toEqual([])
})

test('scoring reads what the champion was trained on, and writes scores alone', async () => {
  const score = models.map(
    (model): Run =>
      async () => {
        await unscored()
        return () => scoreTwice('scoring', model)
      },
  )
  expect(await idle('scoring', ...score)).toEqual([])
})
