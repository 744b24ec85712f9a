import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { allFields } from './columns'
import type { Entity } from './entity'
import { entityNamed } from './registry'
import { reachSql, readableFields, scopeSql } from './scope'

export interface TimelineCursor {
  occurredAt: string
  seq: string
}

export interface TimelineAsked {
  limit: number
  after?: TimelineCursor
  /** Also what happened to the deals of a customer, contact or product: to the 50 that were changed last and that the asker may read. */
  withDeals?: boolean
}

const mostDeals = 50

/**
 * What happened to a record, newest first, as JSON text of events, and the names of what their changes refer to; with deals, each event of one carries `subject`, which deal it was.
 * Throws `not_found` when the record is out of the asker's reach. Changes of fields that the asker may not read are left out of
 * `before` and `after`. One statement: the newest of each subject are read by their index, and merged.
 */
export async function timelineOf(
  ctx: Context,
  entity: Entity,
  id: string,
  { limit, after, withDeals = false }: TimelineAsked,
): Promise<{ results: string; names: string; next: TimelineCursor | null }> {
  const scope = authorise(ctx, entity.name, 'read')
  const dealScope = withDeals ? authorise(ctx, 'deal', 'read') : undefined
  if (!isUuid(id)) throw notFound(entity.name)
  const readable = readableFields(ctx, entity)
  const dealEntity = entityNamed('deal')!
  const readableOfDeals = readableFields(ctx, dealEntity)
  const references = referencesOf(ctx, withDeals ? [entity, dealEntity] : [entity])
  const [page] = await readOnce(ctx, sql => {
    const deals = dealScope
      ? sql`union all (select t.id, t.name as deal from deal t
          where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null and t.${sql(`${entity.name}_id`)} = ${id}
            and exists (select 1 from subject) ${scopeSql(ctx, sql, dealEntity, dealScope)}
          order by t.updated_at desc limit ${mostDeals})`
      : sql``
    return sql<{ visible: boolean; results: string; names: string; next: TimelineCursor | null }[]>`
      with subject as (select t.id from ${sql(entity.name)} t where t.id = ${id} ${scopeSql(ctx, sql, entity, scope)}),
      subjects as (select id, null::text as deal from subject ${deals}),
      page as (
        select e.*, s.deal, row_number() over (order by e.occurred_at desc, e.seq desc) as n
        from subjects s cross join lateral (
          select * from event e
          where e.subject_id = s.id and (s.deal is null or e.kind like 'deal.%')
            ${after ? sql`and (e.occurred_at, e.seq) < (${after.occurredAt}::timestamptz, ${after.seq}::bigint)` : sql``}
          order by e.occurred_at desc, e.seq desc limit ${limit + 1}) e
        order by e.occurred_at desc, e.seq desc limit ${limit + 1}),
      told as (
        select v.key, v.value from page cross join lateral (
          select * from jsonb_each_text(coalesce(before, '{}')) union all select * from jsonb_each_text(coalesce(after, '{}'))) v
        where n <= ${limit} and v.value is not null)
      select exists (select 1 from subject) as visible,
        coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'occurredAt', occurred_at,
          'actor', json_build_object('type', actor_type, 'id', actor_id, 'name', actor_name),
          'subject', case when deal is not null then json_build_object('type', 'deal', 'id', subject_id, 'name', deal) end,
          'payload', payload, 'before', ${seen(sql, 'before', readable, readableOfDeals)}, 'after', ${seen(sql, 'after', readable, readableOfDeals)},
          'causeType', cause_type, 'causeId', cause_id, 'requestId', request_id) order by n)
          from page where n <= ${limit}), '[]')::text as results,
        ${namesTold(ctx, sql, references)} as names,
        (select json_build_object('occurredAt', occurred_at, 'seq', seq::text) from page
          where n = ${limit} and (select count(*) from page) > ${limit}) as next`
  })
  if (!page?.visible) throw notFound(entity.name)
  return { results: page.results, names: page.names, next: page.next }
}

/** Keys of the reference fields that the asker may read, by the table they refer to. */
function referencesOf(ctx: Context, entities: readonly Entity[]): Map<string, string[]> {
  const byTable = new Map<string, string[]>()
  for (const entity of entities) {
    const readable = readableFields(ctx, entity)
    for (const [key, { refersTo }] of Object.entries(allFields(entity)))
      if (refersTo && (!readable || readable.includes(key)))
        byTable.set(refersTo, [...(byTable.get(refersTo) ?? []), key])
  }
  return byTable
}

/** JSON text of the names of what the rows `told` (key and value of a change) refer to, as far as the asker may read them. */
function namesTold(
  ctx: Context,
  sql: postgres.ReservedSql,
  references: ReadonlyMap<string, string[]>,
): postgres.Fragment {
  if (references.size === 0) return sql`'{}'::text`
  const named = [...references]
    .map(
      ([table, keys]): postgres.Fragment => sql`
        select t.id, t.name from ${sql(table)} t
        where t.id = any(array(select value::uuid from told where key = any(${keys}))) ${reachSql(ctx, sql, table)}`,
    )
    .reduce((all, one) => sql`${all} union all ${one}`)
  return sql`coalesce((select json_object_agg(id, name) from (${named}) named), '{}')::text`
}

function seen(
  sql: Parameters<Parameters<typeof readOnce>[1]>[0],
  side: 'before' | 'after',
  own: readonly string[] | undefined,
  ofDeals: readonly string[] | undefined,
) {
  if (!own && !ofDeals) return sql`${sql(side)}`
  const within = (keys: readonly string[] | undefined) =>
    keys ? sql`key = any(${keys}) or key like 'custom.%'` : sql`true`
  return sql`(select jsonb_object_agg(key, value) from jsonb_each(${sql(side)})
    where case when deal is null then ${within(own)} else ${within(ofDeals)} end)`
}
