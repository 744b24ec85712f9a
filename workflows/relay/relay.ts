import { ensureCursors } from '@sextant/db/relay/cursor.queries'
import { type Holds, holdConsumers } from '@sextant/db/relay/hold-consumers'
import { restoredLogWords, settleRestoredLog } from '@sextant/db/relay/settle-restored-log'
import { createBell } from './bell'
import type { Consumer, ConsumerDeps } from './consumer'
import { runConsumer } from './run-consumer'

export interface Relay {
  /** Lets running batches end, and starts no other. */
  stop(): Promise<void>
}

/** How often it is asked whether the log was restored from a dump meanwhile. */
const RESTORED_CHECK_MS = 60_000

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
  await settleRestored(deps)
  const bell = createBell()
  const listening = await system.listen('event', bell.ring, bell.ring)
  const holds = holdConsumers(system, { log: deps.log })
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
  const checks = setInterval(() => void settleRestored(deps), RESTORED_CHECK_MS)
  return {
    stop: async () => {
      stopping = true
      clearInterval(checks)
      bell.ring()
      await Promise.all(loops)
      await listening.unlisten().catch(() => undefined)
      await holds.close()
    },
  }
}

/** A log that cannot be settled now, because others hold it, is tried again at the next check. */
async function settleRestored({ db, log }: ConsumerDeps): Promise<void> {
  try {
    const events = await settleRestoredLog(db.system)
    if (events !== undefined) log.warn(restoredLogWords, { events })
  } catch (error) {
    log.error('a restored log cannot be settled yet', { error })
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
