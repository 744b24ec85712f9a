import type { Context } from './context'
import { inWorkspace, type Tx } from './database'
import { appendEvents, type NewEvent } from './events'

/** The transaction a verb works in: its SQL, and `emit` for what happened. */
export interface Write {
  tx: Tx
  emit(...events: NewEvent[]): void
}

/**
 * The frame of every verb: one transaction with the rows and, at its end, one event per change.
 * After the commit the session learns the log position, so that its next read is not older than this write.
 */
export async function write<T>(ctx: Context, work: (write: Write) => Promise<T>): Promise<T> {
  const events: NewEvent[] = []
  const { result, position } = await inWorkspace(ctx, async tx => {
    const result = await work({ tx, emit: (...added) => void events.push(...added) })
    return { result, position: events.length ? await appendEvents(ctx, tx, events) : undefined }
  })
  if (position) ctx.onWrite?.(position, [...new Set(events.map(event => event.subjectType))])
  return result
}
