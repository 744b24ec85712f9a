import { afterAll, beforeAll, expect, test } from 'bun:test'
import { accessAs, grantOf } from '../access/policy.rules'
import type { Context } from '../core/context'
import { Fault } from '../core/errors'
import { type Action, roles, scopeOf } from '../core/grants.rules'
import { uuidv7 } from '../core/ids'
import { scoredKinds } from '../scoring/score.model'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activateVersion } from './activate-version'
import { cancelTraining } from './cancel-training'
import { chooseFeatures } from './choose-features'
import { featureChoices } from './feature-choices.queries'
import { requestTraining } from './request-training'
import { saveVersion } from './save-version'
import { scratchCard } from './scratch-card'
import { readTraining, trainingsOf } from './trainings.queries'
import { overviewOf, readVersion, versionsOf } from './versions.queries'

let db: TestDatabase
let admin: Context
beforeAll(async () => {
  db = await testDatabase()
  admin = await testContext(db)
})
afterAll(() => db.drop())

/** What each verb on a model asks of the right to models. */
const verbs: Record<string, [Action, (ctx: Context, training: string) => Promise<unknown>]> = {
  request: ['create', ctx => requestTraining(ctx, 'free')],
  cancel: ['create', (ctx, training) => cancelTraining(ctx, 'm', training)],
  activate: ['update', ctx => activateVersion(ctx, 'm', 2)],
  'roll back': ['update', ctx => activateVersion(ctx, 'm', 1)],
  'choose features': [
    'update',
    ctx => chooseFeatures(ctx, 'm', new Map([['a', 'A']]), { choices: [{ feature: 'a', choice: 'kept' }] }),
  ],
  'read choices': ['read', ctx => featureChoices(ctx, 'm')],
  'read the training': ['read', (ctx, training) => readTraining(ctx, 'm', training)],
  'list trainings': ['read', ctx => trainingsOf(ctx, 'm')],
  'list models': ['read', ctx => overviewOf(ctx, ['m'])],
  'list versions': ['read', ctx => versionsOf(ctx, 'm')],
  'read a version': ['read', ctx => readVersion(ctx, 'm', 1)],
}

test('every verb on a training and on a version asks for the right to it, of every role', async () => {
  const training = await requestTraining(admin, 'm')
  const trained = { model: 'm', state: 'ready', card: scratchCard, artifact: {}, contest: null } as const
  await saveVersion(admin, { ...trained, trainingId: uuidv7() })
  await saveVersion(admin, { ...trained, trainingId: uuidv7() })
  for (const role of roles) {
    const ctx = await testContext(db, { role, workspaceId: admin.workspaceId })
    for (const [verb, [action, work]] of Object.entries(verbs)) {
      const code = await work(ctx, training.id).then(
        () => undefined,
        error => (error instanceof Fault ? error.code : error),
      )
      expect([role, verb, code !== 'forbidden']).toEqual([
        role,
        verb,
        grantOf(role, 'model')[action] !== undefined,
      ])
      if (verb === 'request') await db.owner`delete from training where model = 'free'`
    }
  }
})

test('whoever may train may read all that a training reads', () => {
  for (const role of roles)
    for (const action of ['create', 'update'] as const)
      if (grantOf(role, 'model')[action])
        for (const kind of [...scoredKinds, 'activity', 'customer', 'contact'] as const)
          expect([role, kind, scopeOf(accessAs(role), kind, 'read')]).toEqual([role, kind, 'all'])
})
