import type { Context, Position } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { untilUndisturbed } from '../core/postgres-faults'
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
  const { result, position, events } = await untilUndisturbed(() => once(ctx, work), { attempts })
  if (position) ctx.onWrite?.(position, [...new Set(events.map(event => event.subjectType))])
  return result
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
