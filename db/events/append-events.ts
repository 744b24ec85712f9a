import type postgres from 'postgres'
import type { Context, Position, Written } from '../core/context'
import type { Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import type { NewEvent } from './event.model'

/** Appends events inside the transaction that made the change. Gives the position of the last one. */
export async function appendEvents(ctx: Context, tx: Tx, events: readonly NewEvent[]): Promise<Position> {
  const [last] = await sendEvents(ctx, tx, events)
  return last!
}

/** Events as they are told to whoever remembers something, once they are committed. */
export const writtenIn = (workspaceId: string, events: readonly NewEvent[]): Written[] =>
  events.map(({ kind, subjectType, subjectId }) => ({ workspaceId, kind, subjectType, subjectId }))

/** Appends events at once, for who sends more after them before the position of the last one is there. */
export function sendEvents(
  ctx: Context,
  tx: Tx,
  events: readonly NewEvent[],
): postgres.PendingQuery<Position[]> {
  const now = ctx.clock().toISOString()
  const rows = events.map(event => ({
    id: uuidv7(),
    kind: event.kind,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    occurred_at: event.occurredAt ?? now,
    payload: event.payload ?? {},
    before: event.before ?? null,
    after: event.after ?? null,
  }))
  const given = tx`jsonb_to_recordset(${tx.json(rows as never)}) as e(id uuid, kind text, subject_type text, subject_id uuid,
    occurred_at timestamptz, payload jsonb, before jsonb, after jsonb)`
  return tx<Position[]>`
    with appended as (${insertEvents(ctx, tx, given)} returning seq)
    select pg_current_xact_id()::text as xid, max(seq)::text as seq from appended`.execute()
}

/**
 * The one INSERT into the log, as SQL: a statement, or a part of one that makes its events itself. Who did it, why and within which trace is the
 * context's. `from` is rows `e` with id, kind, subject_type, subject_id, occurred_at, payload, before and after.
 */
export const insertEvents = (ctx: Context, tx: Tx, from: postgres.Fragment): postgres.Fragment => tx`
  insert into event (id, workspace_id, kind, subject_type, subject_id, actor_type, actor_id, actor_name, on_behalf_of,
    occurred_at, payload, before, after, request_id, traceparent, cause_type, cause_id, silent)
  select e.id, ${ctx.workspaceId}, e.kind, e.subject_type, e.subject_id, ${ctx.actor.type}, ${ctx.actor.id}, ${ctx.actor.name},
    ${ctx.actor.onBehalfOf ?? null}, e.occurred_at, e.payload, e.before, e.after, ${ctx.requestId}, ${ctx.traceparent ?? null},
    ${ctx.cause?.type ?? null}, ${ctx.cause?.id ?? null}, ${ctx.cause?.silent ?? false}
  from ${from}`
