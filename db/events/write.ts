import type { Context, Position } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { appendEvents } from './append-events'
import type { NewEvent } from './event.model'

/** The transaction a verb works in: its SQL, and `emit` for what happened. */
export interface Write {
  tx: Tx
  emit(...events: NewEvent[]): void
}

/** How often a transaction is begun anew that Postgres broke off to let others through. */
const attempts = 6

/**
 * The frame of every verb: one transaction with the rows and, at its end, one event per change.
 * After the commit the session learns the log position, so that its next read is not older than this write.
 * Two writes that wait for each other's records are no fault of either: the one that Postgres breaks off is done again from its start, so
 * `work` keeps what it finds inside the transaction.
 */
export async function write<T>(ctx: Context, work: (write: Write) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { result, position, events } = await once(ctx, work)
      if (position) ctx.onWrite?.(position, [...new Set(events.map(event => event.subjectType))])
      return result
    } catch (error) {
      if (attempt >= attempts || !isBrokenOff(error)) throw error
      await new Promise(resolve => setTimeout(resolve, 10 * attempt * (1 + Math.random())))
    }
  }
}

interface Written<T> {
  result: T
  position: Position | undefined
  events: readonly NewEvent[]
}

const once = <T>(ctx: Context, work: (write: Write) => Promise<T>): Promise<Written<T>> =>
  inWorkspace(ctx, async tx => {
    const events: NewEvent[] = []
    const result = await work({ tx, emit: (...added) => void events.push(...added) })
    return { result, events, position: events.length ? await appendEvents(ctx, tx, events) : undefined }
  })

/** deadlock_detected, serialization_failure: nothing was written, and the same work can succeed a moment later. */
const isBrokenOff = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === '40001')
