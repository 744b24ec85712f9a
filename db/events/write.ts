import type postgres from 'postgres'
import type { Context, Position } from '../core/context'
import { allOf, inWorkspace, type Tx } from '../core/database'
import { untilUndisturbed } from '../core/postgres-faults'
import { sendEvents, writtenIn } from './append-events'
import type { NewEvent } from './event.model'

/** The transaction a verb works in: its SQL, and `emit` for what happened. */
export interface Write {
  tx: Tx
  emit(...events: NewEvent[]): void
  /** Sends a statement whose answer nobody waits for. Where it fails, so does the transaction. */
  send(statement: postgres.PendingQuery<postgres.Row[]>): void
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
  if (position) ctx.onWrite?.(position, writtenIn(ctx.workspaceId, events))
  return result
}

interface Written<T> {
  result: T
  position: Position | undefined
  events: readonly NewEvent[]
}

async function once<T>(ctx: Context, work: (write: Write) => Promise<T>): Promise<Written<T>> {
  const events: NewEvent[] = []
  const sent: Promise<unknown>[] = []
  let appended: Promise<readonly Position[]> | undefined
  const send: Write['send'] = statement => {
    const answer = statement.execute()
    answer.catch(() => {})
    sent.push(answer)
  }
  try {
    const result = await inWorkspace(
      ctx,
      tx => work({ tx, send, emit: (...added) => void events.push(...added) }),
      tx => {
        if (events.length === 0) return sent
        appended = sendEvents(ctx, tx, events)
        return [...sent, appended]
      },
    )
    return { result, position: (await appended)?.[0], events }
  } catch (error) {
    // What was sent before and failed is why the later ones did.
    await allOf(sent)
    throw error
  }
}
