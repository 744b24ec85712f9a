import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { testContext } from '../testing/test-context'
import { type TestDatabase, testDatabase } from '../testing/test-database'
import { activateVersion } from './activate-version'
import { chooseFeatures } from './choose-features'
import { choicesOf, featureChoices } from './feature-choices.queries'
import { saveVersion } from './save-version'
import { scratchCard } from './scratch-card'
import { trainingsOf } from './trainings.queries'
import { overviewOf, versionsOf } from './versions.queries'

let db: TestDatabase
let ctx: Context
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db, { role: 'manager' })
})
afterAll(() => db.drop())

const features = new Map([
  ['custom.tags', 'Tags'],
  ['custom.quality', 'Lead quality'],
  ['source', 'Source'],
])
const say = (choices: Record<string, unknown>, train = false, model = 'm') =>
  chooseFeatures(ctx, model, features, {
    choices: Object.entries(choices).map(([feature, choice]) => ({ feature, choice })),
    train,
  })
const told = async (model = 'm') =>
  Object.fromEntries((await featureChoices(ctx, model)).map(({ feature, choice }) => [feature, choice]))

test('what is said of several features is kept with a training, once, and is told in the log; taken back it is gone', async () => {
  const training = await say(
    { 'custom.tags': 'afterwards', 'custom.quality': 'excluded', source: 'kept' },
    true,
  )
  expect(training).toMatchObject({ model: 'm', state: 'queued' })
  expect(await trainingsOf(ctx, 'm')).toHaveLength(1)
  expect(await told()).toEqual({ 'custom.tags': 'afterwards', 'custom.quality': 'excluded', source: 'kept' })
  await say({ source: 'kept' })
  await say({ 'custom.tags': 'kept', 'custom.quality': null })
  expect(await told()).toEqual({ 'custom.tags': 'kept', source: 'kept' })
  await say({ 'custom.quality': null })
  const events = await db.owner`
    select payload ->> 'feature' as feature, before ->> 'choice' as was, after ->> 'choice' as choice
    from event where kind = 'model_feature.chosen' and workspace_id = ${ctx.workspaceId} order by seq`
  expect(events.map(({ feature, was, choice }) => [feature, was, choice])).toEqual([
    ['custom.tags', null, 'afterwards'],
    ['custom.quality', null, 'excluded'],
    ['source', null, 'kept'],
    ['custom.tags', 'afterwards', 'kept'],
    ['custom.quality', 'excluded', null],
  ])
  expect((await featureChoices(ctx, 'm'))[0]).toMatchObject({ decidedBy: ctx.access.memberId })
})

test('while a training runs nothing is said by halves: the choice is not kept either', async () => {
  await expect(say({ source: 'excluded' }, true)).rejects.toMatchObject({
    code: 'conflict',
    details: { rule: 'training.running' },
  })
  expect((await told()).source).toBe('kept')
})

test('of one that the model has not nothing can be said, of one whose field is gone it can be taken back', async () => {
  await expect(say({ 'custom.moon': 'kept' })).rejects.toMatchObject({
    code: 'invalid',
    details: { problems: [{ pointer: '/choices/0/feature', code: 'not_an_option' }] },
  })
  await chooseFeatures(ctx, 'm', new Map(), { choices: [{ feature: 'custom.tags', choice: null }] })
  expect(await told()).toEqual({ source: 'kept' })
  for (const input of [{}, { choices: [] }, { choices: [{ feature: 'source', choice: 'maybe' }] }])
    await expect(chooseFeatures(ctx, 'm', features, input)).rejects.toMatchObject({ code: 'invalid' })
})

test('choices are of one model in one workspace', async () => {
  await say({ source: 'excluded' }, false, 'n')
  expect(await told()).toEqual({ source: 'kept' })
  expect([...(await choicesOf(ctx, 'n'))]).toEqual([['source', 'excluded']])
  const stranger = await testContext(db, { role: 'admin' })
  expect(await featureChoices(stranger, 'n')).toEqual([])
})

test('a version that is held back is the champion neither by itself, not even as the first, nor by hand, and the one before it goes on', async () => {
  const save = (state: 'ready' | 'held_back') =>
    saveVersion(ctx, {
      trainingId: uuidv7(),
      model: 'h',
      state,
      card: scratchCard,
      artifact: {},
      contest: null,
    })
  expect(await save('held_back')).toMatchObject({ alias: 'candidate', gate: { rule: 'held_back' } })
  expect((await overviewOf(ctx, ['h']))[0]).toMatchObject({ champion: null, latest: { state: 'held_back' } })
  expect(await save('ready')).toMatchObject({ alias: 'champion' })
  expect(await save('held_back')).toMatchObject({ alias: 'candidate' })
  await expect(activateVersion(ctx, 'h', 3)).rejects.toMatchObject({ details: { rule: 'model.held_back' } })
  expect((await versionsOf(ctx, 'h')).map(({ alias }) => alias)).toEqual([
    'candidate',
    'champion',
    'candidate',
  ])
})
