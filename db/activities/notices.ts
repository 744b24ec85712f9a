import { authorise, type Context } from '../core/context'
import { inWorkspace, readOnce } from '../core/database'
import { mayRead } from '../core/grants.rules'
import { parse } from '../core/parse'
import { scopeSql } from '../records/scope'
import { activityEntity } from './activities.entity'
import { type Notice, type NoticeList, NoticesSeen } from './notice.model'

const most = 100

/** What the asker is told for themselves, about activities that they may still read. */
export async function listNotices(ctx: Context): Promise<NoticeList> {
  const scope = authorise(ctx, 'activity', 'read')
  const { memberId } = ctx.access
  const told = (key: string, column: string) =>
    mayRead(ctx.access, 'activity', key) ? `t.${column}` : 'null'
  const [row] = await readOnce(
    ctx,
    sql => sql<{ results: Notice[]; unseen: number }[]>`
      with mine as (
        select n.id, n.kind, n.at, n.seen_at, n.activity_id, ${sql.unsafe(told('kind', 'kind'))} as activity_kind, ${sql.unsafe(told('name', 'name'))} as name,
          left(${sql.unsafe(told('body', 'body'))}::text, 300) as text, (select m.name from member m where m.id = n.by_id) as by
        from notice n join activity t on t.id = n.activity_id and t.deleted_at is null
        where n.workspace_id = ${ctx.workspaceId} and n.member_id = ${memberId} ${scopeSql(ctx, sql, activityEntity, scope)})
      select (select count(*)::int from mine where seen_at is null) as unseen,
        (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'at', at, 'seenAt', seen_at, 'activityId', activity_id, 'activityKind', activity_kind,
          'name', name, 'text', text, 'by', by) order by at desc, id desc), '[]') from (select * from mine order by at desc, id desc limit ${most}) m) as results`,
  )
  return row!
}

/** Notes that the asker has looked at what they were told up to a moment. */
export async function seeNotices(ctx: Context, input: unknown): Promise<void> {
  authorise(ctx, 'activity', 'read')
  const { until } = parse(NoticesSeen, input)
  await inWorkspace(
    ctx,
    tx => tx`
      update notice set seen_at = ${ctx.clock().toISOString()}
      where workspace_id = ${ctx.workspaceId} and member_id = ${ctx.access.memberId} and seen_at is null and at <= ${until}`,
  )
}
