import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attachFile } from '@sextant/db/attachments/attach-file'
import { attachmentsOf, downloadOf } from '@sextant/db/attachments/attachments.queries'
import type { BlobStore } from '@sextant/db/blobs/blob-store'
import { folderStore } from '@sextant/db/blobs/folder-store'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { leadEntity } from '@sextant/db/leads/leads.entity'
import { createLog } from '@sextant/db/process/log'
import { createRecord } from '@sextant/db/records/create-record'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import sharp from 'sharp'
import { bundleWorkflows } from '../app/bundle'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { readNetworks } from '../egress/outside'
import { beginLostWork } from '../relay/lost-work'
import { type Relay, startRelay } from '../relay/relay'
import { startWorkflows } from '../relay/start-workflows.consumer'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { attachmentActivities } from './attachments.activities'
import { mostSide, thumbnailOf } from './thumbnail'

setDefaultTimeout(120_000)

const log = createLog('worker', () => {})
let folder: string
let blobs: BlobStore
let db: TestDatabase
let ctx: Context
let recordId: string
let temporal: TemporalTest
let worker: RunningWorker
let relay: Relay
/** What the scanner does with the next question; the bytes that it was sent. */
let scanner: {
  server: ReturnType<typeof Bun.serve>
  answer: (content: string) => Response | Promise<Response>
  met: Request[]
}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sextant-scanned-'))
  blobs = folderStore(folder)
  db = await testDatabase()
  ctx = await testContext(db)
  recordId = (await createRecord(ctx, leadEntity, { name: 'Sara' })).id
  const met: Request[] = []
  const server = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: async request => {
      met.push(request.clone() as Request)
      return scanner.answer(await request.text())
    },
  })
  scanner = {
    server,
    met,
    answer: content => Response.json({ clean: !content.includes('EICAR'), finding: 'Eicar-Test' }),
  }
  temporal = await temporalTest()
  worker = await work()
  relay = await startRelay([startWorkflows(temporal.taskQueue)], { db, temporal: temporal.client, log })
})
afterAll(async () => {
  await relay?.stop()
  await worker?.stop()
  await temporal?.close()
  await scanner?.server.stop(true)
  await db?.drop()
  rmSync(folder, { recursive: true, force: true })
})

const work = async () =>
  startWorker(temporal.temporal, log, {
    taskQueue: temporal.taskQueue,
    workflowBundle: await bundleWorkflows(),
    activities: attachmentActivities({
      db,
      clock: systemClock,
      log,
      blobs,
      config: {
        privateNetworks: readNetworks('127.0.0.1'),
        scanner: { address: scanner.server.url.href, token: 'of the scanner' },
      },
    }),
  })

async function* sent(bytes: Uint8Array) {
  yield bytes
}
const attach = (name: string, content: string | Uint8Array, scans = true) =>
  attachFile(
    ctx,
    { blobs, mostBytes: 1e9, scans },
    { entity: 'lead', recordId, name },
    sent(typeof content === 'string' ? new TextEncoder().encode(content) : content),
  )
const fileOf = async (id: string) =>
  (await attachmentsOf(ctx, { entity: 'lead', recordId, removed: 'false' }, 1)).results.find(
    file => file.id === id,
  )!
async function until(id: string, is: (file: Awaited<ReturnType<typeof fileOf>>) => boolean) {
  for (;;) {
    const file = await fileOf(id)
    if (is(file)) return file
    await Bun.sleep(20)
  }
}
const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#1d9e75' } })

test('a clean file is free once the scanner has answered, and never before', async () => {
  let answer!: () => void
  const asked = new Promise<void>(done => {
    const first = scanner.answer
    scanner.answer = async content => {
      done()
      await new Promise<void>(go => (answer = go))
      scanner.answer = first
      return first(content)
    }
  })
  const { id } = await attach('offer.txt', 'An offer.')
  await asked
  expect((await fileOf(id)).state).toBe('quarantined')
  await expect(downloadOf(ctx, blobs, id, false)).rejects.toThrow('being checked')
  answer()
  await until(id, ({ state }) => state === 'ready')
  const [request] = scanner.met.slice(-1)
  expect([
    request!.method,
    request!.headers.get('authorization'),
    request!.headers.get('content-length'),
  ]).toEqual(['POST', 'Bearer of the scanner', '9'])
  expect(JSON.stringify([...request!.headers])).not.toContain('offer')
  expect((await db.owner`select count(*)::int as n from event where kind = 'attachment.cleared'`)[0]!.n).toBe(
    1,
  )
})

test('a file in which something is found is refused, its bytes gone, and its record tells of it', async () => {
  const before = (await Array.fromAsync(blobs.list(''))).length
  const { id } = await attach('bad.txt', 'X5O EICAR')
  const file = await until(id, ({ state }) => state === 'refused')
  expect(file.finding).toBe('Eicar-Test')
  await expect(downloadOf(ctx, blobs, id, false)).rejects.toThrow('found something')
  for (;;) {
    if ((await Array.fromAsync(blobs.list(''))).length === before) break
    await Bun.sleep(20)
  }
  const [told] = await db.owner`select payload from event where kind = 'attachment.refused'`
  expect(told!.payload).toMatchObject({ name: 'bad.txt', finding: 'Eicar-Test' })
})

test('a scanner that is away, or answers what cannot be read, is asked again, and the file says why it waits', async () => {
  const good = scanner.answer
  scanner.answer = () => new Response('busy', { status: 503 })
  const { id } = await attach('later.txt', 'Later.')
  await until(id, ({ trouble }) => trouble === 'egress.bad_status')
  scanner.answer = () => new Response('yes')
  const waiting = await until(id, ({ trouble }) => trouble === 'scanner.unreadable')
  expect(waiting.state).toBe('quarantined')
  scanner.answer = good
  expect((await until(id, ({ state }) => state === 'ready')).trouble).toBeNull()
})

test('a picture gets a small one, upright and without what its camera has written; what is none has none', async () => {
  const upright = await picture(900, 600)
    .withExif({ IFD0: { Artist: 'Sara', Orientation: '6' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const { id, mediaType } = await attach('photo.jpg', upright, false)
  expect(mediaType).toBe('image/jpeg')
  await until(id, ({ thumbnail }) => thumbnail === 'made')
  const { key } = await downloadOf(ctx, blobs, id, true)
  const small = Buffer.concat(await Array.fromAsync(blobs.get(key)))
  const seen = await sharp(small).metadata()
  expect([seen.format, seen.width, seen.height, seen.exif]).toEqual([
    'webp',
    Math.round((mostSide * 600) / 900),
    mostSide,
    undefined,
  ])
  const broken = await attach('broken.png', upright.subarray(0, 200), false)
  expect((await until(broken.id, ({ thumbnail }) => thumbnail !== 'due')).thumbnail).toBe('none')
})

test('a small file that unfolds into a huge picture is not opened', async () => {
  const bomb = await picture(16_000, 16_000).png({ compressionLevel: 9 }).toBuffer()
  expect(bomb.length).toBeLessThan(2_000_000)
  expect(await thumbnailOf(bomb)).toBeUndefined()
})

test('work that was lost in the middle goes on, and its answer counts once', async () => {
  const good = scanner.answer
  let asked!: () => void
  const first = new Promise<void>(done => (asked = done))
  scanner.answer = () => {
    asked()
    return new Promise<Response>(() => {})
  }
  const { id } = await attach('lost.txt', 'Lost.')
  await first
  await temporal.client.workflow.getHandle(`attachment-${id}`).terminate('the worker and Temporal are gone')
  scanner.answer = good
  await beginLostWork(
    { db, temporal: temporal.client, log },
    { taskQueue: temporal.taskQueue, endedForMs: 0 },
  )
  await until(id, ({ state }) => state === 'ready')
  const [told] =
    await db.owner`select count(*)::int as n from event where kind = 'attachment.cleared' and payload ->> 'attachmentId' = ${id}`
  expect(told!.n).toBe(1)
})
