import { ensureCursors } from '@sextant/db/relay/cursor.queries'
import { type Holds, holdConsumers } from '@sextant/db/relay/hold-consumers'
import { createBell } from './bell'
import type { Consumer, ConsumerDeps } from './consumer'
import { runConsumer } from './run-consumer'

export interface Relay {
  /** Lets running batches end, and starts no other. */
  stop(): Promise<void>
}

/** Also looked at this often, whether or not somebody said that there is something: a notice may be lost with its connection. */
const POLL_MS = 1_000

/**
 * Hands the event log to its consumers until it is stopped. Any number of relays may run: each consumer is worked for by one at a time.
 * A database that goes away later is waited for.
 */
export async function startRelay(consumers: readonly Consumer[], deps: ConsumerDeps): Promise<Relay> {
  const { system } = deps.db
  const names = consumers.map(consumer => consumer.name)
  await ensureCursors(system, names)
  const bell = createBell()
  const listening = await system.listen('event', bell.ring, bell.ring)
  const holds = holdConsumers(system)
  let stopping = false
  const loop = async (consumer: Consumer) => {
    while (!stopping) {
      // Waited for from before the reading, so that a notice which comes meanwhile is heard.
      const rung = bell.next(POLL_MS)
      const more = await takeTurn(consumer, deps, holds).catch(error => {
        if (!stopping) deps.log.error('relay cannot read the log', { consumer: consumer.name, error })
        return false
      })
      if (!more) await rung
    }
  }
  const loops = consumers.map(loop)
  return {
    stop: async () => {
      stopping = true
      bell.ring()
      await Promise.all(loops)
      await listening.unlisten().catch(() => undefined)
      await holds.close()
    },
  }
}

/** One batch, if no other relay is at it; true when there may be more. */
async function takeTurn(consumer: Consumer, deps: ConsumerDeps, holds: Holds): Promise<boolean> {
  if (!(await holds.take(consumer.name))) return false
  try {
    return (await runConsumer(consumer, deps)) === 'moved'
  } finally {
    await holds.release(consumer.name)
  }
}
