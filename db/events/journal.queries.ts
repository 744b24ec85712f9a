import { authorise, type Context, type Position } from '../core/context'
import { readOnce } from '../core/database'
import { invalid } from '../core/errors'

/**
 * The workspace's events in order of position, from the one after `after`; text of an array. Only settled ones: nothing will ever
 * appear before `next`. For administrators and their keys, because it holds every field. Throws `invalid` for an `after` that is no event of this log: after
 * a restore from a dump, the place where somebody stopped may not be there any more, and to go on from it would pass events over in silence.
 */
export async function journalOf(
  ctx: Context,
  { after, limit }: { after?: Position; limit: number },
): Promise<{ results: string; next: Position | null }> {
  authorise(ctx, 'operations', 'read')
  const [page] = await readOnce(
    ctx,
    sql => sql<{ results: string; next: Position | null; known: boolean }[]>`
      with page as (
        select e.* from event e
        where e.workspace_id = ${ctx.workspaceId} and e.xid < pg_snapshot_xmin(pg_current_snapshot())
          ${after ? sql`and (e.xid, e.seq) > (${after.xid}::xid8, ${after.seq}::bigint)` : sql``}
        order by e.xid, e.seq limit ${limit})
      select coalesce(json_agg(json_build_object('id', id, 'position', xid::text || '.' || seq, 'kind', kind, 'subjectType', subject_type,
          'subjectId', subject_id, 'actor', json_build_object('type', actor_type, 'id', actor_id, 'name', actor_name),
          'occurredAt', occurred_at, 'recordedAt', recorded_at, 'payload', payload, 'before', before, 'after', after,
          'requestId', request_id, 'causeType', cause_type, 'causeId', cause_id) order by xid, seq), '[]')::text as results,
        (select json_build_object('xid', xid::text, 'seq', seq::text) from page order by xid desc, seq desc limit 1) as next,
        ${after ? sql`exists (select 1 from event where workspace_id = ${ctx.workspaceId} and xid = ${after.xid}::xid8 and seq = ${after.seq}::bigint)` : sql`true`} as known
      from page`,
  )
  if (!page!.known && after?.xid !== '0') throw unknownPosition()
  return page!
}

const unknownPosition = () =>
  invalid([
    {
      pointer: '?after',
      code: 'unknown_position',
      message:
        'There is no event at this position of the log: it is from elsewhere, or the database was restored since. Begin again without it, and pass over the events whose id you had already.',
    },
  ])
