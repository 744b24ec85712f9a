import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { scopeOf } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { snakeCase } from '../core/names.rules'
import { bringersSeen } from './brought'
import { allFields } from './columns'
import type { Entity } from './entity'
import { reachSql, readableFields, scopeSql } from './scope'

export interface TimelineCursor {
  occurredAt: string
  seq: string
}

export interface TimelineAsked {
  limit: number
  after?: TimelineCursor
  /** Also what happened to records of these kinds that refer to this one: to the 50 of each that were changed last and that the asker may read. */
  also?: readonly Entity[]
}

const mostOfKind = 50

/**
 * What happened to a record, newest first, as JSON text of events, and the names of what their changes refer to; each event of another record carries `subject`, which one it was.
 * Throws `not_found` when the record is out of the asker's reach. Changes of fields that the asker may not read are left out of
 * `before` and `after`. One statement: the newest of each subject are read in the order of their index (`events_of`), and merged.
 */
export async function timelineOf(
  ctx: Context,
  entity: Entity,
  id: string,
  { limit, after, also = [] }: TimelineAsked,
): Promise<{ results: string; names: string; next: TimelineCursor | null }> {
  const scope = authorise(ctx, entity.name, 'read')
  const others = also.map(other => ({ other, scope: authorise(ctx, other.name, 'read') }))
  if (!isUuid(id)) throw notFound(entity.name)
  const references = referencesOf(ctx, [entity, ...also])
  const [page] = await readOnce(ctx, sql => {
    const referring = others.map(
      ({
        other,
        scope,
      }) => sql`union all (select t.id, ${other.name}::text, t.${sql(snakeCase(other.titleField))}, ${ended(sql, other)} from ${sql(other.name)} t
        where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null and (${refersTo(sql, other, entity, id)})
          and exists (select 1 from subject) ${scopeSql(ctx, sql, other, scope)}
        order by t.updated_at desc limit ${mostOfKind})`,
    )
    const files = bringersSeen(ctx)
    const tellsMail = scopeOf(ctx.access, 'conversation', 'read') !== undefined
    // Without a cursor: after every event there can be.
    const before = after
      ? sql`${after.occurredAt}::timestamptz, ${after.seq}::bigint`
      : sql`'infinity'::timestamptz, 9223372036854775807`
    const shown = [entity, ...also].map(one => ({ name: one.name, keys: readableFields(ctx, one) }))
    return sql<{ visible: boolean; results: string; names: string; next: TimelineCursor | null }[]>`
      with subject as (select t.id, ${ended(sql, entity)} as ended from ${sql(entity.name)} t where t.id = ${id} ${scopeSql(ctx, sql, entity, scope)}),
      subjects as (select id, null::text as of_kind, null::text as title, ended from subject ${inARow(sql, referring)}),
      page as (
        select e.*, s.of_kind, s.title, row_number() over (order by e.occurred_at desc, e.seq desc) as n
        from subjects s cross join lateral events_of(s.id, s.of_kind, s.ended, ${before}, ${limit + 1}, ${files?.by ?? null}::uuid[], ${files?.orNobody ?? true}, ${tellsMail}) e
        order by e.occurred_at desc, e.seq desc limit ${limit + 1}),
      told as (
        select v.key, v.value from page cross join lateral (
          select * from jsonb_each_text(coalesce(before, '{}')) union all select * from jsonb_each_text(coalesce(after, '{}'))) v
        where n <= ${limit} and v.value is not null)
      select exists (select 1 from subject) as visible,
        coalesce((select json_agg(json_build_object('id', id, 'kind', kind, 'occurredAt', occurred_at,
          'actor', json_build_object('type', actor_type, 'id', actor_id, 'name', actor_name),
          'subject', case when of_kind is not null then json_build_object('type', of_kind, 'id', subject_id, 'name', title) end,
          'payload', ${payloadSql(sql)}, 'before', ${seen(sql, 'before', shown)}, 'after', ${seen(sql, 'after', shown)},
          'causeType', cause_type, 'causeId', cause_id, 'requestId', request_id) order by n)
          from page where n <= ${limit}), '[]')::text as results,
        ${namesTold(ctx, sql, references)} as names,
        (select json_build_object('occurredAt', occurred_at, 'seq', seq::text) from page
          where n = ${limit} and (select count(*) from page) > ${limit}) as next`
  })
  if (!page?.visible) throw notFound(entity.name)
  return { results: page.results, names: page.names, next: page.next }
}

/** What a score was made of are values of fields: its own history tells them, as far as its reader may read those. */
const payloadSql = (sql: postgres.ReservedSql): postgres.Fragment =>
  sql`case when kind like '%.scored' then payload - 'parts' else payload end`

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

/** When the record of row `t` ended: what it scored later is told by its score alone. Null while it goes on. */
function ended(sql: postgres.ReservedSql, { endedBy = [] }: Entity): postgres.Fragment {
  const [first, ...others] = endedBy.map(key => sql`t.${sql(snakeCase(key))}::timestamptz`)
  if (!first) return sql`null::timestamptz`
  const latest = others.reduce((all, one) => sql`${all}, ${one}`, first)
  return sql`case when ${first} is not null then greatest(${latest}) end`
}

const inARow = (sql: postgres.ReservedSql, parts: readonly postgres.Fragment[]): postgres.Fragment =>
  parts.reduce((all, one) => sql`${all} ${one}`, sql``)

/** Which of another kind's records refer to this one, by whichever of their fields. */
function refersTo(sql: postgres.ReservedSql, other: Entity, { name }: Entity, id: string): postgres.Fragment {
  const columns = Object.entries(other.model.fields).flatMap(([key, field]) =>
    field.refersTo === name ? [sql`t.${sql(snakeCase(key))} = ${id}`] : [],
  )
  return columns.reduce((all, one) => sql`${all} or ${one}`, sql`false`)
}

/** Changed values that the asker may read: of the record itself, which comes first, and of those that refer to it. */
function seen(
  sql: postgres.ReservedSql,
  side: 'before' | 'after',
  [own, ...others]: readonly { name: string; keys: readonly string[] | undefined }[],
): postgres.Fragment {
  if (!own?.keys && others.every(({ keys }) => !keys)) return sql`${sql(side)}`
  const within = (keys: readonly string[] | undefined) => (keys ? sql`key = any(${keys})` : sql`true`)
  const cases = others.map(({ name, keys }) => sql`when of_kind = ${name}::text then ${within(keys)}`)
  return sql`(select jsonb_object_agg(key, value) from jsonb_each(${sql(side)})
    where case when of_kind is null then ${within(own?.keys)} ${inARow(sql, cases)} end)`
}
