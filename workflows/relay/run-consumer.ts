import { messageOf } from '@sextant/db/process/redact'
import { advanceCursor, noteFailure, readCursor } from '@sextant/db/relay/cursor.queries'
import { readEvents } from '@sextant/db/relay/read-events'
import type { Consumer, ConsumerDeps } from './consumer'
import { pauseMs } from './pause.rules'

/** moved: read on at once. idle: nothing new, or a pause after a failure. failed: noted, to be tried again. */
export type Round = 'moved' | 'idle' | 'failed'

/**
 * One batch of one consumer: read behind its cursor, consume, move the cursor. Whoever calls holds the consumer (`holdConsumers`).
 * What the consumer throws is noted in the cursor's row; what the database throws is thrown.
 */
export async function runConsumer(consumer: Consumer, deps: ConsumerDeps): Promise<Round> {
  const { system } = deps.db
  const cursor = await readCursor(system, consumer.name)
  if (!cursor || cursor.waiting) return 'idle'
  const { events, next } = await readEvents(system, cursor, { limit: consumer.batch, kinds: consumer.kinds })
  if (!next) return 'idle'
  try {
    if (events.length > 0) await consumer.consume(events, deps)
  } catch (error) {
    const retryInMs = pauseMs(cursor.failures + 1, Math.random())
    const failure = messageOf(error).slice(0, 1_000)
    await noteFailure(system, consumer.name, failure, retryInMs)
    deps.log.warn('consumer failed', {
      consumer: consumer.name,
      failures: cursor.failures + 1,
      retryInMs,
      error,
    })
    return 'failed'
  }
  await advanceCursor(system, consumer.name, cursor, next)
  if (cursor.failures > 0)
    deps.log.info('consumer works again', { consumer: consumer.name, failures: cursor.failures })
  return 'moved'
}
