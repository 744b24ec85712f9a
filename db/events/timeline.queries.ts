import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import type { Entity } from '../records/entity'
import { readableFields, scopeSql } from '../records/scope'

export interface TimelineCursor {
  occurredAt: string
  seq: string
}

export interface TimelineAsked {
  limit: number
  after?: TimelineCursor
}

/**
 * What happened to a record, newest first, as JSON text of events. Throws `not_found` when the record is out of the asker's reach.
 * Changes of fields that the asker may not read are left out of `before` and `after`.
 */
export async function timelineOf(
  ctx: Context,
  entity: Entity,
  id: string,
  { limit, after }: TimelineAsked,
): Promise<{ results: string; next: TimelineCursor | null }> {
  const scope = authorise(ctx, entity.name, 'read')
  if (!isUuid(id)) throw notFound(entity.name)
  const readable = readableFields(ctx, entity)
  const [page] = await readOnce(
    ctx,
    sql => sql<{ visible: boolean; results: string; next: TimelineCursor | null }[]>`
      with subject as (select t.id from ${sql(entity.name)} t where t.id = ${id} ${scopeSql(ctx, sql, entity, scope)}),
      page as (
        select e.*, row_number() over (order by e.occurred_at desc, e.seq desc) as n
        from event e join subject s on e.subject_id = s.id
        where e.subject_id = ${id}
          ${after ? sql`and (e.occurred_at, e.seq) < (${after.occurredAt}::timestamptz, ${after.seq}::bigint)` : sql``}
        order by e.occurred_at desc, e.seq desc limit ${limit + 1})
      select exists (select 1 from subject) as visible,
        coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'occurredAt', occurred_at,
          'actor', json_build_object('type', actor_type, 'id', actor_id, 'name', actor_name),
          'payload', payload, 'before', ${seen(sql, 'before', readable)}, 'after', ${seen(sql, 'after', readable)},
          'causeType', cause_type, 'causeId', cause_id, 'requestId', request_id) order by n)
          from page where n <= ${limit}), '[]')::text as results,
        (select json_build_object('occurredAt', occurred_at, 'seq', seq::text) from page
          where n = ${limit} and (select count(*) from page) > ${limit}) as next`,
  )
  if (!page?.visible) throw notFound(entity.name)
  return { results: page.results, next: page.next }
}

function seen(
  sql: Parameters<Parameters<typeof readOnce>[1]>[0],
  side: 'before' | 'after',
  readable: string[] | undefined,
) {
  if (!readable) return sql`${sql(side)}`
  return sql`(select jsonb_object_agg(key, value) from jsonb_each(${sql(side)}) where key = any(${readable}) or key like 'custom.%')`
}
