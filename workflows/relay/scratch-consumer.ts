import type { LoggedEvent } from '@sextant/db/events/event.model'
import { createLog } from '@sextant/db/process/log'
import type { TestDatabase } from '@sextant/db/testing/test-database'
import { Client, Connection } from '@temporalio/client'
import type { Consumer, ConsumerDeps } from './consumer'

/** For tests: a consumer that remembers what it got, and fails while `broken` says so. */
export function scratchConsumer(name: string, more: Partial<Consumer> = {}) {
  const got: LoggedEvent[] = []
  const state = { broken: '' }
  const consumer: Consumer = {
    name,
    batch: 10,
    consume: async events => {
      if (state.broken) throw new Error(state.broken)
      got.push(...events)
    },
    ...more,
  }
  return { consumer, got, state }
}

/** For tests of consumers that do not speak to Temporal: its address is nobody's. */
export function scratchDeps(db: TestDatabase): ConsumerDeps {
  const temporal = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) })
  return { db, temporal, log: createLog('relay', () => {}) }
}

/** Waits until it is true, at most 30 s. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 30_000
  while (!(await holds())) {
    if (Date.now() > giveUpAt) throw new Error('It did not come true within 30 s.')
    await Bun.sleep(20)
  }
}
