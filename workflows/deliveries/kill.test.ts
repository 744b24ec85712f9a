import { afterAll, beforeAll, expect, test } from 'bun:test'
import type { Context } from '@sextant/db/core/context'
import type { DeliveryState } from '@sextant/db/deliveries/deliveries.rules'
import { testContext } from '@sextant/db/testing/test-context'
import { type TestDatabase, testDatabase } from '@sextant/db/testing/test-database'
import { partProcesses } from '../testing/part-processes'
import { type TemporalProcess, temporalProcess } from '../testing/temporal-process'
import { scratchMessage, scratchSecret, useServer, wishAll } from './scratch-mail'
import { type ScratchSmtp, scratchSmtp } from './scratch-smtp'

const people = 300
const connections = 4
const kills = 3

let db: TestDatabase
let ctx: Context
let server: TemporalProcess
let smtp: ScratchSmtp
const parts = partProcesses()
beforeAll(async () => {
  db = await testDatabase()
  ctx = await testContext(db)
  smtp = await scratchSmtp()
  server = await temporalProcess()
  await server.start()
}, 60_000)
afterAll(async () => {
  await parts.end()
  await smtp.close()
  await server.remove()
  await db.drop()
})

test('a worker that is killed again and again sends to nobody twice, and the ledger says of each what the server says', async () => {
  await useServer(ctx, smtp.port, { connections })
  // A server that takes its time, so that each kill falls into the midst of it.
  smtp.behaviour.toRecipient = () => void Bun.sleepSync(2)
  const wished = await wishAll(
    ctx,
    Array.from({ length: people }, (_, at) => scratchMessage(at)),
  )
  const more = { SEXTANT_SECRET: scratchSecret, SEXTANT_PRIVATE_NETWORKS: '127.0.0.1' }
  parts.run(db, server, 'relay/serve.ts')
  const work = () => parts.run(db, server, 'app/worker.ts', more)
  let worker = work()
  for (let kill = 1; kill <= kills; kill += 1) {
    const enough = (people * kill) / (kills + 1)
    while (smtp.accepted.length < enough) await Bun.sleep(5)
    worker.kill('SIGKILL')
    await worker.exited
    worker = work()
  }
  const waiting = async () =>
    (await db.owner`select 1 from delivery where state in ('queued', 'reserved', 'handing_over')`).length
  while (await waiting()) await Bun.sleep(100)

  const times = smtp.perRecipient()
  expect(Math.max(...times.values())).toBe(1)
  const states = new Map(
    (
      await db.owner<{ messageId: string; state: DeliveryState }[]>`select message_id, state from delivery`
    ).map(({ messageId, state }) => [messageId, state]),
  )
  const onServer = new Set(smtp.accepted.map(({ messageId }) => messageId))
  for (const { messageId } of wished) {
    const state = states.get(messageId)
    if (state !== 'unknown')
      expect([messageId, state, onServer.has(messageId)]).toEqual([messageId, 'handed_over', true])
  }
  // Only what was between its last byte and the server's answer is not known: at most the connections of each kill, and what was being written down.
  const unknown = [...states.values()].filter(state => state === 'unknown').length
  expect(unknown).toBeLessThanOrEqual(kills * connections * 2)
}, 400_000)
