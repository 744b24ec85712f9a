import type { Database } from '@sextant/db/core/database'
import type { LoggedEvent } from '@sextant/db/events/event.model'
import type { Log } from '@sextant/db/process/log'
import type { Client } from '@temporalio/client'

/** What a consumer works with. */
export interface ConsumerDeps {
  db: Database
  temporal: Client
  log: Log
}

/**
 * Something that happens because of events. Each has a cursor of its own: one that fails tries the same batch again, with growing pauses, and
 * holds up nobody else. A batch may come twice (a relay may die between consuming and noting it), so a consumer is idempotent by event id.
 */
export interface Consumer<K extends string = string> {
  /** Its cursor's name: never changed, or it would begin at the start of the log again. */
  name: string
  /** Events it is given at once, at most. */
  batch: number
  /** The kinds it is given; all when absent. */
  kinds?: readonly K[]
  /** Does the work for all of the events, in their order, or throws. */
  consume(events: readonly LoggedEvent<K>[], deps: ConsumerDeps): Promise<void>
}
