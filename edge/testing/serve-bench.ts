import { openSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@sextant/db/app/open-database'
import { createLog } from '@sextant/db/process/log'
import * as v from 'valibot'
import { openDoor } from '../app/open-door'

/** A door in a process of its own, as a bench needs it: `bun serve-bench.ts '{"appUrl":…}'`. Prints its port. */
const Settings = v.object({ appUrl: v.string(), systemUrl: v.string(), cacheBytes: v.number() })
const { appUrl, systemUrl, cacheBytes } = v.parse(Settings, JSON.parse(process.argv[2] ?? '{}'))

const log = createLog('bench')
const db = openDatabase({ appUrl, systemUrl, maxConnections: 8, name: 'sextant-bench' })
const settings = {
  origin: 'http://localhost:4300',
  secret: 'bench-secret-bench-secret-bench-secret',
  cacheBytes,
  requestsPerMinute: 1e9,
  // No bench brings a file.
  files: { place: { folder: join(tmpdir(), 'sextant-bench-files') }, mostBytes: 1, scans: false },
}
// The access log is written, as it is where the door is served.
const nowhere = openSync('/dev/null', 'w')
const write = (lines: string) => void writeSync(nowhere, lines)
const { app } = await openDoor({ ...settings, port: 0, appUrl, systemUrl } as never, db, log, write)
const server = Bun.serve({
  port: 0,
  idleTimeout: 0,
  fetch: (request, own) => app.fetch(request, { address: () => own.requestIP(request)?.address }),
})
console.log(JSON.stringify({ port: server.port }))
