import process from 'node:process'
import { openDatabase } from '@sextant/db/app/open-database'
import { createLog, toStdout } from '@sextant/db/process/log'
import { surviveBrokenSocket } from '@sextant/db/process/survive-broken-socket'
import { config } from './config'
import { openDoor } from './open-door'

/** As much of Deno as is used here; the rest of the door knows no runtime. */
interface Served {
  finished: Promise<void>
  shutdown(): Promise<void>
}
declare const Deno: {
  serve(
    options: { port: number; onListen: () => void },
    handle: (request: Request, info: { remoteAddr: { hostname?: string } }) => Response | Promise<Response>,
  ): Served
}

const settings = config()
const log = createLog('edge')
surviveBrokenSocket(log)
const db = openDatabase({
  ...settings,
  maxConnections: 16,
  name: 'sextant-edge',
  statementTimeoutMs: 8000,
})
const { app, door, flush } = await openDoor(settings, db, log, toStdout)

const server = Deno.serve(
  { port: settings.port, onListen: () => log.info('ready', { port: settings.port }) },
  (request, { remoteAddr }) => app.fetch(request, { address: () => remoteAddr.hostname }),
)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    const late = setTimeout(() => process.exit(0), 5000)
    void server.shutdown().then(async () => {
      clearTimeout(late)
      await door.close()
      await db.close()
      flush()
      process.exit(0)
    })
  })
