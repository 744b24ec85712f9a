import { createLog } from '../process/log'
import { restoredLogWords } from '../relay/settle-restored-log'
import { readConfig } from './config'
import { migrateDatabase } from './migrate-database'
import { trustLikeStatement } from './trust-like'

const { ownerUrl, passwords } = readConfig()
const log = createLog('migrate')
const { restoredEvents, searchIndexed } = await migrateDatabase(ownerUrl, passwords)
if (restoredEvents !== undefined) log.warn(restoredLogWords, { events: restoredEvents })
if (!searchIndexed)
  log.warn(`searches read every record: let a superuser run \`${trustLikeStatement}\` in this database`)
log.info('ready')
