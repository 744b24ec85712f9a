import type { Context } from '@sextant/db/core/context'
import { readOnce } from '@sextant/db/core/database'
import type { Snapshot } from '../app/position'
import { type TailEvent, tailColumns } from '../app/tail'

/** The workspace's events that were not visible in one snapshot and are in the other, in order of position. */
export async function missedEvents(
  ctx: Context,
  from: Snapshot,
  to: Snapshot,
  limit: number,
): Promise<TailEvent[]> {
  const rows = await readOnce(
    ctx,
    sql => sql<TailEvent[]>`
      select ${sql.unsafe(tailColumns)} from event
      where workspace_id = ${ctx.workspaceId} and event.xid >= pg_snapshot_xmin(${from.text}::pg_snapshot)
        and not pg_visible_in_snapshot(event.xid, ${from.text}::pg_snapshot) and pg_visible_in_snapshot(event.xid, ${to.text}::pg_snapshot)
      order by event.xid, event.seq limit ${limit}`,
  )
  return [...rows]
}
