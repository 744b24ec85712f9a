import type { Context } from '../core/context'
import { readOnce, type Sql, type Tx } from '../core/database'
import type { EventHead } from './event.model'

/** What a process that follows the log is told of an event. Owners and territories are those of the record before and after, where the change names them. */
export interface TailEvent extends EventHead {
  workspaceId: string
  xid: string
  seq: string
  ownerBefore: string | null
  ownerAfter: string | null
  territoryBefore: string | null
  territoryAfter: string | null
}

const columns = (sql: Sql | Tx) => sql`
  id, workspace_id, xid::text as xid, seq::text as seq, xid::text || '.' || seq as position, kind, subject_type, subject_id,
  json_build_object('type', actor_type, 'id', actor_id, 'name', actor_name) as actor, to_json(occurred_at) #>> '{}' as occurred_at,
  before->>'ownerId' as owner_before, after->>'ownerId' as owner_after,
  before->>'territoryId' as territory_before, after->>'territoryId' as territory_after`

/** What is visible now, as Postgres writes a snapshot: `xmin:xmax:xip,xip`. */
export async function snapshotNow(system: Sql): Promise<string> {
  const [row] = await system<
    { snapshot: string }[]
  >`/* watch */ select pg_current_snapshot()::text as snapshot`
  return row!.snapshot
}

/** The first events, at most `limit`, that were not visible in the snapshot `from` and are now, in order of position; and the snapshot of now. */
export async function newlyVisible(
  system: Sql,
  from: string,
  limit: number,
): Promise<{ snapshot: string; events: TailEvent[] }> {
  const rows = await system<(TailEvent & { snapshot: string })[]>`/* watch */
    select now.snapshot, e.* from (select pg_current_snapshot()::text as snapshot) now left join lateral (
      select ${columns(system)} from event
      where xid >= pg_snapshot_xmin(${from}::pg_snapshot) and not pg_visible_in_snapshot(xid, ${from}::pg_snapshot)
        and xid < pg_snapshot_xmax(now.snapshot::pg_snapshot)
      order by event.xid, event.seq limit ${limit}) e on true`
  return { snapshot: rows[0]!.snapshot, events: rows.filter(event => event.id !== null) }
}

/** The next of them after a position, as they were visible in the snapshot `to`. */
export const moreVisible = (
  system: Sql,
  { from, to, after }: { from: string; to: string; after: { xid: string; seq: string } },
  limit: number,
): Promise<TailEvent[]> => system<TailEvent[]>`/* watch */
  select ${columns(system)} from event
  where (event.xid, event.seq) > (${after.xid}::xid8, ${after.seq}::bigint) and not pg_visible_in_snapshot(event.xid, ${from}::pg_snapshot)
    and pg_visible_in_snapshot(event.xid, ${to}::pg_snapshot)
  order by event.xid, event.seq limit ${limit}`

/** The workspace's events, at most `limit`, that were not visible in the snapshot `from` and are in `to`, in order of position. */
export async function missedEvents(
  ctx: Context,
  { from, to }: { from: string; to: string },
  limit: number,
): Promise<TailEvent[]> {
  const rows = await readOnce(
    ctx,
    sql => sql<TailEvent[]>`
      select ${columns(sql)} from event
      where workspace_id = ${ctx.workspaceId} and event.xid >= pg_snapshot_xmin(${from}::pg_snapshot)
        and not pg_visible_in_snapshot(event.xid, ${from}::pg_snapshot) and pg_visible_in_snapshot(event.xid, ${to}::pg_snapshot)
      order by event.xid, event.seq limit ${limit}`,
  )
  return [...rows]
}
