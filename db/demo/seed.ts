import type { Caller } from '../access/caller'
import { readConfig } from '../app/config'
import { systemClock } from '../core/clock'
import { openDatabase } from '../core/database'
import { uuidv7 } from '../core/ids'
import { createLog } from '../process/log'
import { foundDemo } from './found-demo'

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
await foundDemo(caller, demoPassword, text => log.info('seeding', { text }))
await db.close()
log.info('ready')
