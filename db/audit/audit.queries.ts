import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { snakeCase } from '../core/names.rules'
import { momentOf } from '../core/time-zone.rules'
import { registered } from '../records/registry'
import { reachSql } from '../records/scope'
import type { AuditAsked, AuditEntry, AuditSeal } from './audit.model'
import { brokenLinks } from './chain'

type Sql = postgres.ReservedSql

/** The entries that are asked for, the newest first, and what to pass as `after` for the next. Who may read the audit reads all of it; what a record is called they read by their own rights. */
export async function listAudit(
  ctx: Context,
  asked: AuditAsked & { limit: number; after?: string },
): Promise<{ results: AuditEntry[]; next: string | null }> {
  authorise(ctx, 'audit', 'read')
  const { limit, after } = asked
  const rows = await readOnce(ctx, sql => {
    const since = after
      ? sql`and (e.at, e.id) < (select a.at, a.id from audit_entry a where a.workspace_id = ${ctx.workspaceId} and a.id = ${after})`
      : sql``
    return sql<AuditEntry[]>`
      with page as (
        select * from audit_entry e where e.workspace_id = ${ctx.workspaceId} ${conditions(ctx, sql, asked)} ${since}
        order by e.at desc, e.id desc limit ${limit + 1})
      select e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.kind, e.class,
        json_build_object('type', e.actor_type, 'id', e.actor_id, 'name', e.actor_name) as actor,
        case when e.person_id is not null and (e.actor_type <> 'user' or e.actor_id is distinct from e.person_id::text)
          then json_build_object('id', e.person_id, 'name', (select m.name from member m where m.id = e.person_id)) end as person,
        case when e.subject_type is not null then json_build_object('type', e.subject_type, 'id', e.subject_id, 'name', n.name) end as subject,
        e.details, e.place
      from page e left join lateral (${nameOf(ctx, sql)}) n on true
      order by e.at desc, e.id desc`
  })
  const results = rows.slice(0, limit)
  return { results, next: rows.length > limit ? (results.at(-1)?.id ?? null) : null }
}

function conditions(ctx: Context, sql: Sql, asked: AuditAsked): postgres.Fragment {
  const { class: sort, personId, subjectId, from, until } = asked
  const begins = (day: string) => new Date(momentOf(day, ctx.timeZone) ?? 0)
  return sql`
    ${sort ? sql`and e.class = ${sort}` : sql``} ${personId ? sql`and e.person_id = ${personId}` : sql``}
    ${subjectId ? sql`and e.subject_id = ${subjectId}` : sql``} ${from ? sql`and e.at >= ${begins(from)}` : sql``}
    ${until ? sql`and e.at < ${begins(nextDay(until))}` : sql``}`
}

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** What the subject of the row `e` is called, as far as the asker may read it. */
function nameOf(ctx: Context, sql: Sql): postgres.Fragment {
  const frame = ['member', 'team', 'api_key', 'role'].map(
    table => sql`select t.name from ${sql(table)} t where e.subject_type = ${table} and t.id = e.subject_id`,
  )
  const records = registered().map(
    ({ name, titleField }) => sql`
      select t.${sql(snakeCase(titleField))}::text from ${sql(name)} t
      where e.subject_type = ${name} and t.id = e.subject_id ${reachSql(ctx, sql, name)}`,
  )
  return [...frame, ...records].reduce((all, one) => sql`${all} union all ${one}`)
}

/** How far the chain goes; `verify` looks at all of it. */
export async function auditSeal(ctx: Context, { verify = false } = {}): Promise<AuditSeal> {
  authorise(ctx, 'audit', 'read')
  const [row] = await readOnce(
    ctx,
    sql => sql<AuditSeal[]>`
      select coalesce(l.place, 0) as entries, to_json(l.at) #>> '{}' as up_to, to_json(l.sealed_at) #>> '{}' as sealed_at,
        (select count(*)::int from (
          select from audit_entry e where e.workspace_id = ${ctx.workspaceId} and e.place is null limit 1000) w) as waiting,
        ${verify}::boolean as verified,
        ${verify ? sql`(select min(place) from (${brokenLinks(sql)}) b)` : sql`null::int`} as broken
      from (select 1) one left join lateral (
        select e.place, e.at, e.sealed_at from audit_entry e
        where e.workspace_id = ${ctx.workspaceId} and e.place is not null order by e.place desc limit 1) l on true`,
  )
  return row!
}
