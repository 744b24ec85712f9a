import type { Context, Position } from './context'
import type { Tx } from './database'
import { uuidv7 } from './ids'

/** What happened to one subject. `before` and `after` hold changed fields only. */
export interface NewEvent {
  kind: string
  subjectType: string
  subjectId: string
  /** When it happened in the world, ISO 8601; the clock's now when absent. */
  occurredAt?: string
  payload?: Record<string, unknown>
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}

/** An event as it is read from the log. */
export interface LoggedEvent {
  id: string
  workspaceId: string
  position: Position
  kind: string
  subjectType: string
  subjectId: string
  actorType: string
  actorId: string | null
  actorName: string
  occurredAt: string
  recordedAt: string
  payload: Record<string, unknown>
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  requestId: string | null
  traceparent: string | null
  causeType: string | null
  causeId: string | null
  silent: boolean
}

/** Appends events inside the transaction that made the change. Gives the position of the last one. */
export async function appendEvents(ctx: Context, tx: Tx, events: readonly NewEvent[]): Promise<Position> {
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
  const [last] = await tx<{ xid: string; seq: string }[]>`
    with appended as (
      insert into event (id, workspace_id, kind, subject_type, subject_id, actor_type, actor_id, actor_name, on_behalf_of,
        occurred_at, payload, before, after, request_id, traceparent, cause_type, cause_id, silent)
      select e.id, ${ctx.workspaceId}, e.kind, e.subject_type, e.subject_id, ${ctx.actor.type}, ${ctx.actor.id}, ${ctx.actor.name},
        ${ctx.actor.onBehalfOf ?? null}, e.occurred_at, e.payload, e.before, e.after, ${ctx.requestId}, ${ctx.traceparent ?? null},
        ${ctx.cause?.type ?? null}, ${ctx.cause?.id ?? null}, ${ctx.cause?.silent ?? false}
      from jsonb_to_recordset(${tx.json(rows as never)}) as e(id uuid, kind text, subject_type text, subject_id uuid,
        occurred_at timestamptz, payload jsonb, before jsonb, after jsonb)
      returning seq
    )
    select pg_current_xact_id()::text as xid, max(seq)::text as seq from appended`
  return last!
}
