import { systemClock } from '@sextant/db/core/clock'
import { config } from './config'
import { restProtocol } from './protocol'
import { redisBackend } from './redis-backend'
import { createStore, memoryBackend } from './store'

const SWEEP_MS = 5_000

const settings = config()
const address = new URL(settings.UPSTASH_REDIS_REST_URL)

const server = Bun.serve({
  hostname: address.hostname,
  port: Number(address.port),
  maxRequestBodySize: 32 * 1024 * 1024,
  fetch: restProtocol(backend(), settings.UPSTASH_REDIS_REST_TOKEN),
})
const from = settings.REDIS_URL ? 'redis' : 'memory'
console.log(JSON.stringify({ level: 'info', part: 'store', msg: 'ready', port: server.port, from }))

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await server.stop()
    process.exit(0)
  })

function backend() {
  if (settings.REDIS_URL) return redisBackend(settings.REDIS_URL)
  const store = createStore({ now: () => systemClock().getTime(), maxBytes: settings.SEXTANT_STORE_BYTES })
  setInterval(store.sweep, SWEEP_MS)
  return memoryBackend(store)
}
