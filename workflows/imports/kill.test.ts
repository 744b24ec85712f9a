import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '@sextant/db/core/context'
import { uploadFile } from '@sextant/db/files/upload-file'
import { askImport } from '@sextant/db/imports/ask-import'
import { draftImport } from '@sextant/db/imports/draft-import'
import { readImportOf } from '@sextant/db/imports/imports.queries'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { partProcesses } from '../testing/part-processes'
import { type TemporalProcess, temporalProcess } from '../testing/temporal-process'

let db: TestDatabase
let ctx: Context
let server: TemporalProcess
const parts = partProcesses()
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
  server = await temporalProcess()
  await server.start()
}, 60_000)
afterAll(async () => {
  await parts.end()
  await server.remove()
  await db.drop()
})

const run = (entry: string) => parts.run(db, server, entry)

async function until(what: string, is: () => Promise<boolean>, seconds = 90): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !(await is()); await Bun.sleep(40))
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`)
}

async function* one(bytes: Uint8Array) {
  yield bytes
}

test('an import whose worker is killed loses no row and doubles none; it pauses, resumes, and is undone', async () => {
  const people = 15_000
  const rows = Array.from({ length: people }, (_, i) => `Person ${i},p${i}@kill.example,${i % 90}`)
  const file = await uploadFile(
    ctx,
    { name: 'leads.csv', contentType: 'text/csv' },
    one(new TextEncoder().encode(`name,e-mail,age\n${rows.join('\n')}\n`)),
  )
  const { id } = await draftImport(ctx, { fileId: file.id })
  const now = () => readImportOf(ctx, id)
  run('relay/serve.ts')
  let worker = run('app/worker.ts')
  await askImport(ctx, id, 'check')
  await until('the check', async () => (await now()).preview?.finished === true)
  expect((await now()).preview).toMatchObject({ created: people, refused: 0 })
  await askImport(ctx, id, 'start')
  await until('some rows', async () => (await now()).counts.read >= 2000)
  worker.kill('SIGKILL')
  await worker.exited
  expect((await now()).state).toBe('running')
  worker = run('app/worker.ts')
  const stopped = (await now()).counts.read
  await until('the next worker', async () => (await now()).counts.read > stopped)
  await askImport(ctx, id, 'pause')
  await until('the pause', async () => ['paused', 'done'].includes((await now()).state))
  await askImport(ctx, id, 'resume')
  await until('the end', async () => (await now()).state === 'done')
  expect((await now()).counts).toEqual({ read: people, created: people, updated: 0, skipped: 0, refused: 0 })
  const [counted] = await db.owner`
    select count(*)::int as leads, count(distinct email)::int as people, (select count(*)::int from event where kind = 'lead.created') as events from lead`
  expect(counted).toEqual({ leads: people, people, events: people })
  await askImport(ctx, id, 'undo')
  await until('the undo', async () => (await now()).state === 'undone')
  expect((await now()).undo).toMatchObject({ undone: people + 1, kept: 0 })
}, 240_000)
