import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { Fault } from '@sextant/db/core/errors'
import { readFile } from '@sextant/db/files/read-file'
import { uploadFile } from '@sextant/db/files/upload-file'
import { createLog } from '@sextant/db/process/log'
import { acceptQuote } from '@sextant/db/quotes/accept-quote'
import { linkToken } from '@sextant/db/quotes/quote-link'
import { pdfByLink, pdfOfVersion } from '@sextant/db/quotes/quote-pdf.queries'
import { noQuoteSettings } from '@sextant/db/quotes/quote-settings.model'
import { remakePdf } from '@sextant/db/quotes/remake-pdf'
import { saveQuoteSettings } from '@sextant/db/quotes/save-quote-settings'
import { scratchPipeline, scratchQuote } from '@sextant/db/quotes/scratch-quotes'
import { sendQuote } from '@sextant/db/quotes/send-quote'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { getDocumentProxy } from 'unpdf'
import { bundleWorkflows } from '../app/bundle'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { beginLostWork } from '../relay/lost-work'
import { type Relay, startRelay } from '../relay/relay'
import { startWorkflows } from '../relay/start-workflows.consumer'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { quoteActivities } from './quotes.activities'

setDefaultTimeout(120_000)

const secret = 'a-secret-of-this-installation'
const said: string[] = []
const log = createLog('worker', line => said.push(line))
let db: TestDatabase
let ctx: Context
let temporal: TemporalTest
let worker: RunningWorker
let relay: Relay
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
  await scratchPipeline(ctx)
  temporal = await temporalTest()
  const { taskQueue } = temporal
  worker = await startWorker(temporal.temporal, log, {
    taskQueue,
    workflowBundle: await bundleWorkflows(),
    activities: quoteActivities({ db, clock: systemClock, log }),
  })
  relay = await startRelay([startWorkflows(taskQueue)], { db, temporal: temporal.client, log })
})
afterAll(async () => {
  await relay?.stop()
  await worker?.stop()
  await temporal?.close()
  await db?.drop()
})

const asker = () => ({ db, clock: systemClock, requestId: 'r' })

async function sent(values: object = {}) {
  const { id } = await scratchQuote(ctx, { values })
  await sendQuote(ctx, id, { recipients: [{ name: 'Thandiwe', email: null }] })
  const [link] = await db.owner<{ id: string }[]>`select id from quote_link where quote_id = ${id}`
  return { id, token: linkToken(secret, link!.id) }
}

/** Asks again while it is said that it is being made. */
async function made<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof Fault) || error.details.rule !== 'quote.pdf_not_ready') throw error
      expect(error.details.retryAfterSeconds).toBeGreaterThan(0)
      await Bun.sleep(20)
    }
  }
}

async function pages({ reader, file }: Awaited<ReturnType<typeof pdfByLink>>) {
  expect(file).toMatchObject({ contentType: 'application/pdf' })
  const bytes = Buffer.concat(await Array.fromAsync(readFile(reader, file.id)))
  expect(bytes.length).toBe(file.bytes)
  return (await getDocumentProxy(new Uint8Array(bytes))).numPages
}

test('what is sent gets its PDF, for the customer and for who sells, and once accepted one with the signature', async () => {
  const { id, token } = await sent()
  const ofCustomer = await made(() => pdfByLink(asker(), secret, token))
  expect(await pages(ofCustomer)).toBe(1)
  expect(ofCustomer.file.name).toBe('2026-0001-1.pdf'.replace('2026', String(new Date().getUTCFullYear())))
  expect((await made(() => pdfOfVersion(ctx, id, '1'))).file.id).toBe(ofCustomer.file.id)
  await acceptQuote(asker(), secret, token, {
    name: 'Thandiwe',
    signature: {
      drawn: [
        [
          [10, 10],
          [90, 60],
        ],
      ],
    },
  })
  const signed = await made(() => pdfByLink(asker(), secret, token))
  expect(await pages(signed)).toBe(2)
  const [events] = await db.owner`
    select count(*)::int as n from event where payload ->> 'quoteId' = ${id} and kind = 'quote_pdf.made'`
  expect(events!.n).toBe(2)
})

test('a logo that is none is left out, and the log says so', async () => {
  const page = Buffer.from('<html><script>alert(1)</script></html>')
  async function* bytes() {
    yield page
  }
  const file = await uploadFile(ctx, { name: 'logo.png', contentType: 'image/png' }, bytes())
  await saveQuoteSettings(ctx, {
    ...noQuoteSettings,
    seller: { ...noQuoteSettings.seller, logoFileId: file.id },
  })
  const { token } = await sent()
  expect(await pages(await made(() => pdfByLink(asker(), secret, token)))).toBe(1)
  expect(said.join('\n')).toContain('neither PNG, JPEG nor SVG')
  await saveQuoteSettings(ctx, noQuoteSettings)
})

test('a PDF whose work was lost is made from its row', async () => {
  const { id, token } = await sent()
  await made(() => pdfByLink(asker(), secret, token))
  const workId = crypto.randomUUID()
  await db.owner`update quote_version set pdf_file_id = null, pdf_work_id = ${workId} where quote_id = ${id}`
  const begun = await beginLostWork(
    { db, temporal: temporal.client, log },
    { taskQueue: temporal.taskQueue, endedForMs: 0, subjectId: workId },
  )
  expect(begun).toBe(1)
  expect(await pages(await made(() => pdfByLink(asker(), secret, token)))).toBe(1)
})

test('made twice, as by an activity that is called again, it is one file', async () => {
  const { id, token } = await sent()
  await made(() => pdfByLink(asker(), secret, token))
  const workId = crypto.randomUUID()
  await db.owner`update quote_version set pdf_file_id = null, pdf_work_id = ${workId} where quote_id = ${id}`
  const { makePdf } = quoteActivities({ db, clock: systemClock, log })
  const request = {
    workspaceId: ctx.workspaceId,
    subjectId: workId,
    onBehalfOf: null,
    requestId: null,
    eventId: workId,
  }
  const files = async () => (await db.owner`select 1 from file where complete = 'yes'`).length
  const before = await files()
  await Promise.all([makePdf(request), makePdf(request), makePdf(request)])
  await makePdf(request)
  expect(await files()).toBe(before + 1)
})

test('what cannot be set at all is said to who asks, and tried anew only when that is asked for', async () => {
  const { id, token } = await sent()
  await made(() => pdfByLink(asker(), secret, token))
  const workId = crypto.randomUUID()
  await db.owner`
    update quote_version set pdf_file_id = null, pdf_work_id = ${workId}, document = jsonb_set(document, '{language}', '"xx"') where quote_id = ${id}`
  const { makePdf } = quoteActivities({ db, clock: systemClock, log })
  await makePdf({
    workspaceId: ctx.workspaceId,
    subjectId: workId,
    onBehalfOf: null,
    requestId: null,
    eventId: workId,
  })
  const rule = await pdfByLink(asker(), secret, token).catch((error: Fault) => error.details.rule)
  expect(rule).toBe('quote.pdf_failed')
  // Once its cause is gone, who sells asks for it anew.
  await db.owner`
    update quote_version set document = jsonb_set(document, '{language}', '"en"') where quote_id = ${id}`
  await remakePdf(ctx, id, '1')
  expect(await pages(await made(() => pdfByLink(asker(), secret, token)))).toBe(1)
})

test('a PDF is for who may read all that is in it, and of a version that there is', async () => {
  const { id } = await sent()
  const code = (work: Promise<unknown>) => work.catch((error: Fault) => error.code)
  for (const version of ['0', '2', '-1', 'x', '1.5', '99999999999'])
    expect([version, await code(pdfOfVersion(ctx, id, version))]).toEqual([version, 'not_found'])
  expect(await code(pdfOfVersion(ctx, 'x', '1'))).toBe('not_found')
  const stranger = await testContext(db)
  expect(await code(pdfOfVersion(stranger, id, '1'))).toBe('not_found')
  const closed = { ...ctx, access: { ...ctx.access, grants: {} } }
  expect(await code(pdfOfVersion(closed, id, '1'))).toBe('forbidden')
})
