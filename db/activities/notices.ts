import type postgres from 'postgres'
import { sightSql } from '../conversations/conversations.sight'
import { authorise, type Context } from '../core/context'
import { inWorkspace, readOnce } from '../core/database'
import { mayRead, type Scope, scopeOf } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'
import { parse } from '../core/parse'
import type { Entity } from '../records/entity'
import { registered } from '../records/registry'
import { readableFields, scopeSql } from '../records/scope'
import { activityEntity } from './activities.entity'
import { type Notice, type NoticeList, NoticesSeen } from './notice.model'

const most = 100

/** What the asker is told for themselves, about activities and watched records that they may still read. */
export async function listNotices(ctx: Context): Promise<NoticeList> {
  const kinds = registered().flatMap(entity => {
    const scope = 'ownerId' in entity.model.fields ? scopeOf(ctx.access, entity.name, 'read') : undefined
    return scope ? [{ entity, scope }] : []
  })
  // Who reads neither activities nor anything that is watched is told so.
  const scope = kinds.length ? scopeOf(ctx.access, 'activity', 'read') : authorise(ctx, 'activity', 'read')
  const talks = scopeOf(ctx.access, 'conversation', 'read')
  const [row] = await readOnce(ctx, sql => {
    const parts = [
      ...(scope ? [ofActivities(ctx, sql, scope)] : []),
      ...kinds.map(({ entity, scope }) => ofWatched(ctx, sql, entity, scope)),
      ...(talks ? [ofConversations(ctx, sql, talks)] : []),
    ]
    return sql<{ results: Notice[]; unseen: number }[]>`
      with mine as (${parts.reduce((all, one) => sql`${all} union all ${one}`)})
      select (select count(*)::int from mine where seen_at is null) as unseen,
        (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'at', at, 'seenAt', seen_at, 'activityId', activity_id, 'activityKind', activity_kind,
          'name', name, 'text', text, 'by', by, 'watched', watched, 'conversationId', conversation_id) order by at desc, id desc), '[]')
          from (select * from mine order by at desc, id desc limit ${most}) m) as results`
  })
  return row!
}

function ofActivities(ctx: Context, sql: postgres.ReservedSql, scope: Scope): postgres.Fragment {
  const told = (key: string, column: string) =>
    mayRead(ctx.access, 'activity', key) ? sql`t.${sql(column)}` : sql`null`
  return sql`
    select n.id, n.kind, n.at, n.seen_at, n.activity_id, ${told('kind', 'kind')} as activity_kind, ${told('name', 'name')} as name,
      left(${told('body', 'body')}::text, 300) as text, (select m.name from member m where m.id = n.by_id) as by, null::json as watched, null::uuid as conversation_id
    from notice n join activity t on t.id = n.activity_id and t.deleted_at is null
    where n.workspace_id = ${ctx.workspaceId} and n.member_id = ${ctx.access.memberId} ${scopeSql(ctx, sql, activityEntity, scope)}`
}

/** Of conversations in which the asker was mentioned, as far as they still see them. */
const ofConversations = (ctx: Context, sql: postgres.ReservedSql, scope: Scope): postgres.Fragment => sql`
  select n.id, n.kind, n.at, n.seen_at, null::uuid as activity_id, null as activity_kind, c.subject as name, null as text,
    (select m.name from member m where m.id = n.by_id) as by, null::json as watched, c.id as conversation_id
  from notice n join conversation x on x.id = n.conversation_id join conversation c on c.id = coalesce(x.merged_into, x.id)
  where n.workspace_id = ${ctx.workspaceId} and n.member_id = ${ctx.access.memberId} ${sightSql(ctx, sql, scope)}`

/** Of records of one kind: the fields that the asker may read by now, and nothing of a change that touched no others. */
function ofWatched(ctx: Context, sql: postgres.ReservedSql, entity: Entity, scope: Scope): postgres.Fragment {
  const keys = readableFields(ctx, entity)
  const fields = keys
    ? sql`(select coalesce(json_agg(f), '[]') from jsonb_array_elements_text(n.told -> 'fields') f where f = any(${keys}))`
    : sql`(n.told -> 'fields')::json`
  const title =
    !keys || keys.includes(entity.titleField) ? sql`t.${sql(snakeCase(entity.titleField))}::text` : sql`null`
  const says = keys
    ? sql`and (n.told -> 'things' <> '["changed"]' or exists (
        select from jsonb_array_elements_text(n.told -> 'fields') f where f = any(${keys})))`
    : sql``
  return sql`
    select n.id, n.kind, n.at, n.seen_at, null::uuid as activity_id, null as activity_kind, ${title} as name, null as text, null as by, json_build_object('entity', n.entity, 'recordId', n.record_id,
      'since', n.since, 'times', n.times, 'things', n.told -> 'things', 'fields', ${fields}, 'people', n.told -> 'people') as watched, null::uuid as conversation_id
    from notice n join ${sql(entity.name)} t on t.id = n.record_id
    where n.workspace_id = ${ctx.workspaceId} and n.member_id = ${ctx.access.memberId} and n.entity = ${entity.name} ${says}
      ${scopeSql(ctx, sql, entity, scope)}`
}

/** Notes that the asker has looked at what they were told up to a moment. */
export async function seeNotices(ctx: Context, input: unknown): Promise<void> {
  const { until } = parse(NoticesSeen, input)
  await inWorkspace(
    ctx,
    tx => tx`
      update notice set seen_at = ${ctx.clock().toISOString()}
      where workspace_id = ${ctx.workspaceId} and member_id = ${ctx.access.memberId} and seen_at is null and at <= ${until}`,
  )
}
