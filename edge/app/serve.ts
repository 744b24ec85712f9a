import http from 'node:http'
import { openDatabase } from '@sextant/db/app/open-database'
import { createLog, toStdout } from '@sextant/db/process/log'
import { startTracing } from '@sextant/db/process/start-tracing'
import { surviveBrokenSocket } from '@sextant/db/process/survive-broken-socket'
import { config } from './config'
import { openDoor } from './open-door'

const settings = config()
const log = createLog('edge')
surviveBrokenSocket(log)
const tracing = startTracing('edge', settings.tracing)
const db = openDatabase({
  ...settings,
  maxConnections: 16,
  name: 'sextant-edge',
  statementTimeoutMs: 8000,
})
const { app, door, flush } = await openDoor(settings, db, log, toStdout)

// Address and headers together: room for a filter of 20,000 characters, each of which can be twelve in an address.
Object.assign(http, { maxHeaderSize: 512 * 1024 })

const server = Bun.serve({
  port: settings.port,
  // Streams say something every fifteen seconds; who is silent for so long has left, or came to hold the place.
  idleTimeout: 120,
  // What is too large is refused by the route, which knows the limit and says it.
  maxRequestBodySize: Number.MAX_SAFE_INTEGER,
  fetch: (request, server) => app.fetch(request, { address: () => server.requestIP(request)?.address }),
})
log.info('ready', { port: server.port, origin: settings.origin })

/** Answers what has begun, lets go of the streams, and leaves. */
async function stop() {
  const finished = server.stop()
  await Promise.race([finished, Bun.sleep(5000)])
  await server.stop(true)
  await door.close()
  await db.close()
  flush()
  await tracing.stop()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop())
