import { parseArgs } from 'node:util'
import { readConfig } from '../app/config'
import { temporalClient } from '../app/temporal-client'
import { recordHistory } from './record-history'

// bun workflows/testing/record.ts WORKFLOW-ID FILE — with the environment of a worker.
const [workflowId, path] = parseArgs({ allowPositionals: true }).positionals
if (!workflowId || !path) {
  console.error('bun workflows/testing/record.ts WORKFLOW-ID workflows/AREA/histories/WHAT.json')
  process.exit(2)
}
const temporal = temporalClient(readConfig().temporal)
await recordHistory(temporal.client, workflowId, path)
await temporal.close()
console.log(`kept the history of ${workflowId} in ${path}`)
