import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test'
import { systemClock } from '@sextant/db/core/clock'
import type { Context } from '@sextant/db/core/context'
import { createLog } from '@sextant/db/process/log'
import type { RateSettings } from '@sextant/db/rates/rates.model'
import { listRates, readRateSettings } from '@sextant/db/rates/rates.queries'
import { askRates, updateRateSettings } from '@sextant/db/rates/update-rate-settings'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { bundleWorkflows } from '../app/bundle'
import { type RunningWorker, startWorker } from '../app/run-worker'
import { readNetworks } from '../egress/outside'
import { type Relay, startRelay } from '../relay/relay'
import { startWorkflows } from '../relay/start-workflows.consumer'
import { type TemporalTest, temporalTest } from '../testing/temporal-test'
import { rateActivities } from './rates.activities'

setDefaultTimeout(120_000)

const log = createLog('worker', () => {})
const ecb = (rate: string) =>
  `<Envelope><Cube><Cube time="2026-01-05"><Cube currency="USD" rate="${rate}"/></Cube></Cube></Envelope>`
/** What the bank has at each path. */
const has: Record<string, () => Response> = {
  '/daily.xml': () => new Response(ecb('1.0873')),
  '/rates.csv': () => new Response('day,currency,rate\n2026-01-05,JPY,169.42\n'),
  '/page': () => new Response('<html><p>Come back later</html>'),
  '/wrong': () => new Response(ecb('0')),
  '/gone': () => new Response('', { status: 404 }),
}
let db: TestDatabase
let temporal: TemporalTest
let worker: RunningWorker
let relay: Relay
let bank: ReturnType<typeof Bun.serve>
beforeAll(async () => {
  db = await testDatabase()
  bank = Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: request => (has[new URL(request.url).pathname] ?? has['/gone']!)(),
  })
  temporal = await temporalTest()
  const { taskQueue } = temporal
  const config = { dataFolder: undefined, privateNetworks: readNetworks('127.0.0.1') }
  worker = await startWorker(temporal.temporal, log, {
    taskQueue,
    workflowBundle: await bundleWorkflows(),
    activities: rateActivities({ db, clock: systemClock, log, config }),
  })
  relay = await startRelay([startWorkflows(taskQueue)], { db, temporal: temporal.client, log })
})
afterAll(async () => {
  await relay?.stop()
  await worker?.stop()
  await temporal?.close()
  await bank?.stop(true)
  await db?.drop()
})

async function fetched(ctx: Context, path: string): Promise<RateSettings> {
  await updateRateSettings(ctx, { address: `http://127.0.0.1:${bank.port}${path}` })
  await askRates(ctx)
  for (;;) {
    const settings = await readRateSettings(ctx)
    if (!settings.fetching) return settings
    await Bun.sleep(20)
  }
}

test('what is asked for is fetched and kept, in either format, also once whoever set the address has left', async () => {
  const ctx = await testContext(db)
  await db.owner`update member set deleted_at = now() where id = ${ctx.access.memberId}`
  expect(await fetched(ctx, '/daily.xml')).toMatchObject({ failure: null, fetchedAt: expect.any(String) })
  expect(await fetched(ctx, '/rates.csv')).toMatchObject({ failure: null })
  expect(await listRates(ctx, { limit: 10 })).toEqual([
    { currency: 'JPY', day: '2026-01-05', rate: '169.42', source: 'manual' },
    { currency: 'USD', day: '2026-01-05', rate: '1.0873', source: 'ecb' },
  ])
})

test('an address that has no rates, or none that can be taken, is told with its rule, and what was there stays', async () => {
  const ctx = await testContext(db)
  await fetched(ctx, '/daily.xml')
  for (const [path, failure] of [
    ['/page', 'rate_file.unreadable'],
    ['/wrong', 'rate.not_positive'],
    ['/gone', 'egress.bad_status'],
  ] as const)
    expect(await fetched(ctx, path)).toMatchObject({ failure, fetchedAt: null, triedAt: expect.any(String) })
  await updateRateSettings(ctx, { address: 'https://127.0.0.2/daily.xml' })
  expect(await listRates(ctx, { limit: 10 })).toHaveLength(1)
})

test('the schedule’s turn takes every workspace that has an address, and one that fails keeps no other from it', async () => {
  const { taskQueue, client } = temporal
  const [bad, good, none] = [await testContext(db), await testContext(db), await testContext(db)]
  await updateRateSettings(bad, { address: `http://127.0.0.1:${bank.port}/gone` })
  await updateRateSettings(good, { address: `http://127.0.0.1:${bank.port}/daily.xml` })
  await client.workflow.execute('fetchAllRates', { taskQueue, workflowId: `all-${taskQueue}`, args: [] })
  expect(await readRateSettings(bad)).toMatchObject({ failure: 'egress.bad_status' })
  expect(await readRateSettings(good)).toMatchObject({ failure: null, fetchedAt: expect.any(String) })
  expect(await listRates(good, { limit: 10 })).toHaveLength(1)
  expect(await readRateSettings(none)).toMatchObject({ triedAt: null })
})
