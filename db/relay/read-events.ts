import type { Position } from '../core/context'
import type { Sql } from '../core/database'
import type { LoggedEvent } from '../events/event.model'
import { horizon } from './horizon'

export interface EventPage {
  events: LoggedEvent[]
  /** Where to read on; undefined when there is nothing new. */
  next: Position | undefined
}

/** The start of the log. */
export const logStart: Position = { xid: '0', seq: '0' }

/** How many events one statement looks through for the wanted kinds. */
const SCAN = 5_000

/**
 * The settled events after a position, in the log's order: at most `limit` of the given kinds (all kinds when absent). Settled means
 * below the oldest transaction still running (`horizon`), so nothing can be committed later at a place already passed. One statement looks through a
 * bounded stretch of the log, so a page may be empty and yet lead on.
 */
export async function readEvents(
  system: Sql,
  after: Position,
  { limit, kinds }: { limit: number; kinds?: readonly string[] },
): Promise<EventPage> {
  const rows = await system<(EventRow & Reached)[]>`
    with stretch as materialized (
      select * from event
      where (xid, seq) > (${after.xid}::xid8, ${after.seq}::bigint) and xid < ${horizon(system)}
      order by xid, seq limit ${kinds ? Math.max(SCAN, limit) : limit}
    ), wanted as (
      select * from stretch where ${kinds ? system`kind = any(${[...kinds]})` : system`true`} order by xid, seq limit ${limit}
    ), reached as (select xid, seq from stretch order by xid desc, seq desc limit 1)
    select w.id, w.workspace_id, w.xid::text, w.seq::text, w.kind, w.subject_type, w.subject_id, w.actor_type, w.actor_id, w.actor_name,
      w.on_behalf_of, w.occurred_at, w.recorded_at, w.payload, w.before, w.after, w.request_id, w.traceparent, w.cause_type,
      w.cause_id, w.silent, r.xid::text as reached_xid, r.seq::text as reached_seq
    from reached r left join wanted w on true order by w.xid, w.seq`
  const [first] = rows
  if (!first) return { events: [], next: undefined }
  const events = rows.filter(row => row.id !== null)
  const last = events.length === limit ? events.at(-1) : undefined
  // A full page may have left wanted events of the stretch behind.
  const next = last ? { xid: last.xid, seq: last.seq } : { xid: first.reachedXid, seq: first.reachedSeq }
  return { events: events.map(eventOf), next }
}

interface Reached {
  reachedXid: string
  reachedSeq: string
}

type EventRow = Omit<LoggedEvent, 'position' | 'actor' | 'occurredAt' | 'recordedAt'> &
  Position & {
    actorType: string
    actorId: string | null
    actorName: string
    occurredAt: Date
    recordedAt: Date
  }

function eventOf({
  xid,
  seq,
  actorType,
  actorId,
  actorName,
  occurredAt,
  recordedAt,
  reachedXid: _xid,
  reachedSeq: _seq,
  ...row
}: EventRow & Reached): LoggedEvent {
  return {
    ...row,
    position: `${xid}.${seq}`,
    actor: { type: actorType, id: actorId, name: actorName },
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
  }
}
