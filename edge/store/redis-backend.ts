import { RedisClient } from 'bun'
import type { Reply } from './reply'
import type { Backend, Outcome } from './store'

/** Passes the commands on to a real Redis at `url` (`redis://` or `rediss://`). */
export function redisBackend(url: string): Backend {
  const client = new RedisClient(url, {
    autoReconnect: true,
    enableOfflineQueue: true,
    connectionTimeout: 5000,
  })

  const send = async (words: string[]): Promise<Outcome> => {
    try {
      const [name = '', ...args] = words
      return { result: asRedis2(await client.send(name, args)) }
    } catch (error) {
      // Redis' own refusals begin with a word in capitals; anything else is a fault of the connection.
      const message = error instanceof Error ? error.message : String(error)
      if (/^[A-Z]{2,} /.test(message)) return { error: message }
      throw error
    }
  }

  return commands => Promise.all(commands.map(send))
}

/** The client speaks RESP3 (maps, booleans, floats, pairs); the REST protocol carries RESP2 (flat lists, strings, integers). */
function asRedis2(reply: unknown): Reply {
  if (reply === null || reply === undefined) return null
  if (typeof reply === 'string') return reply
  if (typeof reply === 'boolean') return Number(reply)
  if (typeof reply === 'number') return Number.isInteger(reply) ? reply : String(reply)
  if (reply instanceof Uint8Array) return Buffer.from(reply).toString()
  if (Array.isArray(reply)) return reply.map(asRedis2)
  return Object.entries(reply as object).flatMap(([key, value]) => [key, asRedis2(value)])
}
