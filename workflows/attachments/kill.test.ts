import { afterAll, beforeAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attachFile } from '@sextant/db/attachments/attach-file'
import { attachmentsOf } from '@sextant/db/attachments/attachments.queries'
import { folderStore } from '@sextant/db/blobs/folder-store'
import type { Context } from '@sextant/db/core/context'
import { leadEntity } from '@sextant/db/leads/leads.entity'
import { createRecord } from '@sextant/db/records/create-record'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { partProcesses } from '../testing/part-processes'
import { type TemporalProcess, temporalProcess } from '../testing/temporal-process'

let db: TestDatabase
let ctx: Context
let server: TemporalProcess
let folder: string
const parts = partProcesses()
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sextant-killed-'))
  db = await testDatabase()
  ctx = await testContext(db)
  server = await temporalProcess()
  await server.start()
}, 60_000)
afterAll(async () => {
  await parts.end()
  await server.remove()
  await db.drop()
  rmSync(folder, { recursive: true, force: true })
})

async function* one(bytes: Uint8Array) {
  yield bytes
}

test('a scan whose worker is killed in the middle is done by the next worker', async () => {
  let asked = 0
  let answers = false
  const scanner = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: () => {
      asked += 1
      return answers ? Response.json({ clean: true }) : new Promise<Response>(() => {})
    },
  })
  const more = {
    SEXTANT_FILES: folder,
    SEXTANT_FILE_SCANNER: scanner.url.href,
    SEXTANT_PRIVATE_NETWORKS: '127.0.0.1',
  }
  const recordId = (await createRecord(ctx, leadEntity, { name: 'Sara' })).id
  const about = { entity: 'lead' as const, recordId }
  const settings = { blobs: folderStore(folder), mostBytes: 1000, scans: true }
  await attachFile(ctx, settings, { ...about, name: 'a.txt' }, one(new TextEncoder().encode('A file.')))
  const state = async () => (await attachmentsOf(ctx, { ...about, removed: 'false' }, 1)).results[0]!.state
  parts.run(db, server, 'relay/serve.ts')
  const first = parts.run(db, server, 'app/worker.ts', more)
  while (asked === 0) await Bun.sleep(40)
  first.kill('SIGKILL')
  await first.exited
  expect(await state()).toBe('quarantined')
  answers = true
  parts.run(db, server, 'app/worker.ts', more)
  while ((await state()) !== 'ready') await Bun.sleep(40)
  expect(asked).toBe(2)
  await scanner.stop(true)
}, 240_000)
