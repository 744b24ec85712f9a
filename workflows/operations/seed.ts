import { parseArgs } from 'node:util'
import type { Caller } from '@sextant/db/access/caller'
import { readConfig } from '@sextant/db/app/config'
import { openDatabase } from '@sextant/db/app/open-database'
import { systemClock } from '@sextant/db/core/clock'
import { uuidv7 } from '@sextant/db/core/ids'
import { type Demo, foundDemo } from '@sextant/db/demo/found-demo'
import { trainUntrained } from '@sextant/db/models/train-untrained'
import { createLog } from '@sextant/db/process/log'
import { models } from '@sextant/ml/app/models'

/**
 * The demo workspace; another one beside it with `--domain DOMAIN --seed N`, and with `--small` one that is too small for a model, for tests that
 * must not disturb each other.
 */
const { values } = parseArgs({
  options: { domain: { type: 'string' }, seed: { type: 'string' }, small: { type: 'boolean' } },
})
const wishes: Partial<Demo> = {
  ...(values.domain && { domain: values.domain }),
  ...(values.seed && { seed: Number(values.seed) }),
  ...(values.small && { size: { leads: 300, customers: 80, deals: 200 } }),
}
const { appUrl, systemUrl, demoPassword } = readConfig()
if (!demoPassword) throw new Error('SEXTANT_DEMO_PASSWORD is needed to make the demo workspace.')
const log = createLog('seed')
const db = openDatabase({ appUrl, systemUrl, maxConnections: 3, name: 'sextant-seed' })
const caller: Caller = {
  db,
  clock: systemClock,
  requestId: uuidv7(),
  address: '127.0.0.1',
  headers: new Headers(),
}
const ctx = await foundDemo(caller, demoPassword, text => log.info('seeding', { text }), wishes)
// So that the first look shows scores and their reasons. The relay hands it to the trainer once both are there.
const asked = values.small
  ? []
  : await trainUntrained(
      ctx,
      models.map(model => model.name),
    )
if (asked.length > 0) log.info('training asked for', { models: asked })
await db.close()
log.info('ready')
