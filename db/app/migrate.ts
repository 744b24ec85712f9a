import { readConfig } from './config'
import { migrateDatabase } from './migrate-database'

const { ownerUrl, passwords } = readConfig()
await migrateDatabase(ownerUrl, passwords)
console.log(JSON.stringify({ level: 'info', msg: 'ready', part: 'migrate' }))
