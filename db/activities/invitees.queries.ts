import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { notFound } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { reachSql, scopeSql } from '../records/scope'
import { activityEntity } from './activities.entity'
import type { Invitee } from './invitees.model'

/** Who is invited to a meeting, in the order in which they were written. Throws `not_found` outside the asker's reach. */
export async function listInvitees(ctx: Context, activityId: string): Promise<Invitee[]> {
  const scope = authorise(ctx, 'activity', 'read')
  if (!isUuid(activityId)) throw notFound('activity')
  const address = mayRead(ctx.access, 'contact', 'email')
  const named = mayRead(ctx.access, 'contact', 'name')
  const [found] = await readOnce(
    ctx,
    sql => sql<{ invitees: Invitee[] }[]>`
      select (select coalesce(json_agg(json_build_object('memberId', i.member_id, 'contactId', i.contact_id,
          'email', case when i.contact_id is not null then c.email when i.member_id is not null then m.email else i.email end,
          'name', case when i.contact_id is not null then c.name when i.member_id is not null then m.name else i.name end) order by i.position), '[]')
        from activity_invitee i
        left join member m on m.id = i.member_id
        left join lateral (
          select ${named ? sql`t.name` : sql`null`} as name, ${address ? sql`t.email` : sql`null`} as email
          from contact t where t.id = i.contact_id and t.deleted_at is null ${reachSql(ctx, sql, 'contact')}) c on true
        where i.activity_id = t.id) as invitees
      from activity t where t.id = ${activityId} and t.workspace_id = ${ctx.workspaceId} ${scopeSql(ctx, sql, activityEntity, scope)}`,
  )
  if (!found) throw notFound('activity')
  return found.invitees
}
