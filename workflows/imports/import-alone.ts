import { openDatabase } from '@sextant/db/app/open-database'
import { measureImport } from './measure-import'

// One import in a process of its own, whose memory the bench compares. Argument: JSON of the two urls, the workspace and the import.
const { appUrl, systemUrl, workspaceId, importId } = JSON.parse(process.argv[2]!)
const db = openDatabase({ appUrl, systemUrl, name: 'sextant-bench' })
console.log(JSON.stringify(await measureImport(db, workspaceId, importId)))
await db.close()
