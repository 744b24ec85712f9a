import { createLog } from '../core/log'
import { restoredLogWords } from '../relay/settle-restored-log'
import { readConfig } from './config'
import { migrateDatabase } from './migrate-database'

const { ownerUrl, passwords } = readConfig()
const log = createLog('migrate')
const { restoredEvents } = await migrateDatabase(ownerUrl, passwords)
if (restoredEvents !== undefined) log.warn(restoredLogWords, { events: restoredEvents })
log.info('ready')
