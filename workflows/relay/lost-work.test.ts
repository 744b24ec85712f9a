import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import type { Context } from '@sextant/db/core/context'
import { uploadFile } from '@sextant/db/files/upload-file'
import { askImport } from '@sextant/db/imports/ask-import'
import { draftImport } from '@sextant/db/imports/draft-import'
import type { Import } from '@sextant/db/imports/import.model'
import { readImportOf } from '@sextant/db/imports/imports.queries'
import { cancelTraining } from '@sextant/db/models/cancel-training'
import { requestTraining } from '@sextant/db/models/request-training'
import { readTraining } from '@sextant/db/models/trainings.queries'
import { createLog } from '@sextant/db/process/log'
import { demoWorkspace } from '@sextant/db/testing/demo-workspace'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { type TemporalClient, temporalClient } from '../app/temporal-client'
import { partProcesses } from '../testing/part-processes'
import { type TemporalProcess, temporalProcess } from '../testing/temporal-process'
import { connectionTo } from '../testing/temporal-test'
import { beginLostWork } from './lost-work'

setDefaultTimeout(240_000)

const model = 'lead-conversion'
const people = 12_000
const parts = partProcesses()
let db: TestDatabase
let ctx: Context
let server: TemporalProcess
let temporal: TemporalClient

beforeAll(async () => {
  db = await testDatabase()
  ;({ ctx } = await demoWorkspace(db, 7, { leads: 3000, customers: 60, deals: 60 }))
  server = await temporalProcess()
  await server.start()
  temporal = temporalClient(connectionTo(server.address, server.namespace))
  // Two relays, as both will notice what is lost.
  for (const entry of ['relay/serve.ts', 'relay/serve.ts', 'app/worker.ts', 'app/trainer.ts']) run(entry)
})
afterAll(async () => {
  await parts.end()
  await temporal?.close()
  await server?.remove()
  await db?.drop()
})

/** A part as `up` runs it: started again when it ends. */
function run(entry: string): void {
  const child = parts.run(db, server, entry)
  child.exited.then(() => child.signalCode === 'SIGKILL' || run(entry))
}

async function until(what: string, is: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 120_000; !(await is()); await Bun.sleep(30))
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`)
}

/** Temporal's folder is lost, and it comes back empty. */
async function lose(): Promise<void> {
  await server.forget()
  await server.start()
}

async function* one(bytes: Uint8Array) {
  yield bytes
}

/** A file of leads that nobody else has, about to be imported. */
async function drafted(word: string): Promise<Import> {
  const rows = Array.from({ length: people }, (_, i) => `Person ${i},${word}${i}@lost.example`)
  const bytes = new TextEncoder().encode(`name,e-mail\n${rows.join('\n')}\n`)
  const file = await uploadFile(ctx, { name: `${word}.csv`, contentType: 'text/csv' }, one(bytes))
  return draftImport(ctx, { fileId: file.id, entity: 'lead' })
}

const now = (id: string) => readImportOf(ctx, id)
const reaches = (id: string, state: Import['state']) =>
  until(state, async () => {
    const { state: is, failure } = await now(id)
    expect(failure).toBeNull()
    return is === state
  })
const readMoreThan = (id: string, rows: number) =>
  until('some rows', async () => (await now(id)).counts.read > rows)

/** Each person once, with one event of their being made. */
async function onceEach(word: string): Promise<void> {
  const [counted] = await db.owner`
    select count(*)::int as leads, count(distinct l.email)::int as people,
      (select count(*)::int from event e where e.kind = 'lead.created' and e.after ->> 'email' like ${`${word}%@lost.example`}) as events
    from lead l where email like ${`${word}%@lost.example`}`
  expect(counted).toEqual({ leads: people, people, events: people })
}

const training = async (id: string) => readTraining(ctx, model, id)
const trains = (id: string) =>
  until('the nets to be trained', async () => (await training(id)).state === 'training')
const versionsOf = (id: string) => db.owner`select 1 from model_version where training_id = ${id}`
const started = async (word: string): Promise<string> => {
  const { id } = await drafted(word)
  await askImport(ctx, id, 'start')
  return id
}

test('an import, an undo, a check and a training whose workflows are lost go on by themselves, and nothing is doubled', async () => {
  const undone = await started('undone')
  await reaches(undone, 'done')
  const learned = await requestTraining(ctx, model)
  await trains(learned.id)
  const [imported, { id: checked }] = [await started('alone'), await drafted('checked')]
  await askImport(ctx, checked, 'check')
  await askImport(ctx, undone, 'undo')
  await Promise.all([
    readMoreThan(imported, 0),
    until('some of the check', async () => ((await now(checked)).preview?.read ?? 0) > 0),
    until('some of the undo', async () => ((await now(undone)).undo?.undone ?? 0) > 0),
  ])
  await lose()
  await reaches(imported, 'done')
  await onceEach('alone')
  await until('the check', async () => (await now(checked)).preview?.finished === true)
  expect((await now(checked)).preview).toMatchObject({ created: people, refused: 0 })
  await reaches(undone, 'undone')
  expect((await now(undone)).undo).toMatchObject({ undone: people, kept: 0 })
  expect(
    await db.owner`select 1 from lead where email like 'undone%@lost.example' and deleted_at is null`,
  ).toHaveLength(0)
  await until('the end of the training', async () => (await training(learned.id)).state === 'done')
  expect(await versionsOf(learned.id)).toHaveLength(1)
})

test('what is asked of lost work takes hold: pause, resume and cancel; and schedules that are gone are made again', async () => {
  const learned = await requestTraining(ctx, model)
  await trains(learned.id)
  const [paused, cancelled] = [await started('paused'), await started('cancelled')]
  await Promise.all([readMoreThan(paused, 0), readMoreThan(cancelled, 0)])
  await lose()
  await askImport(ctx, paused, 'pause')
  await askImport(ctx, cancelled, 'cancel')
  await cancelTraining(ctx, model, learned.id)
  await reaches(paused, 'paused')
  await reaches(cancelled, 'cancelled')
  await until('the end of the training', async () => (await training(learned.id)).state === 'cancelled')
  expect(await versionsOf(learned.id)).toHaveLength(0)
  await lose()
  await askImport(ctx, paused, 'resume')
  await reaches(paused, 'done')
  await onceEach('paused')
  for (const name of ['maintenance', 'rescoring'])
    await until(name, () =>
      temporal.client.schedule
        .getHandle(name)
        .describe()
        .then(
          () => true,
          () => false,
        ),
    )
})

test('a workflow that was ended by hand is begun anew once, however many look, and one that runs is left alone', async () => {
  const { id } = await drafted('ended')
  await askImport(ctx, id, 'start')
  await readMoreThan(id, 0)
  const handle = temporal.client.workflow.getHandle(`import-${id}`)
  const deps = { db, temporal: temporal.client, log: createLog('relay', () => {}) }
  const look = () => beginLostWork(deps, { taskQueue: 'main', endedForMs: 0 })
  expect(await look()).toBe(0)
  await handle.terminate('by hand')
  const begun = await Promise.all([look(), look(), look()])
  expect(begun.reduce((all, each) => all + each, 0)).toBe(1)
  await reaches(id, 'done')
  await onceEach('ended')
})
