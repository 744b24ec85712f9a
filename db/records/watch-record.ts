import { authorise, type Context } from '../core/context'
import { inWorkspace, readOnce } from '../core/database'
import { forbidden, notFound } from '../core/errors'
import { parse } from '../core/parse'
import { ownedKind } from './may-share'
import { scopeSql } from './scope'
import { type RecordAsked, type Sharing, WatchAsked, type Watching } from './share.model'
import { readableRecord, sharingOf } from './shares.queries'

/** Whether the asker watches a record. Throws `not_found` out of the asker's reach. */
export async function watchingOf(ctx: Context, { entity: kind, id }: RecordAsked): Promise<Watching> {
  const entity = ownedKind(kind)
  const scope = authorise(ctx, entity.name, 'read')
  const [found] = await readOnce(
    ctx,
    sql => sql<Watching[]>`
      select exists (select from record_watcher w where w.workspace_id = ${ctx.workspaceId} and w.record_id = t.id
        and w.member_id = ${ctx.access.memberId}) as watching
      from ${sql(entity.name)} t where t.id = ${id} ${scopeSql(ctx, sql, entity, scope)}`,
  )
  if (!found) throw notFound(entity.name)
  return found
}

/** Begins or ends the asker's watching of a record that they may read. A key that belongs to nobody watches nothing. */
export async function watchRecord(ctx: Context, input: unknown): Promise<Sharing> {
  const { entity: kind, id, watching } = parse(WatchAsked, input)
  const entity = ownedKind(kind)
  authorise(ctx, entity.name, 'read')
  const { memberId } = ctx.access
  if (memberId === null) throw forbidden('Only a person can watch a record.', 'share.watcher')
  await inWorkspace(ctx, async tx => {
    await readableRecord(ctx, tx, entity, id)
    if (watching)
      await tx`
        insert into record_watcher ${tx({
          workspace_id: ctx.workspaceId,
          record_id: id,
          member_id: memberId,
          entity: kind,
          created_at: ctx.clock().toISOString(),
        })} on conflict do nothing`
    else await tx`delete from record_watcher where record_id = ${id} and member_id = ${memberId}`
  })
  return sharingOf(ctx, { entity: kind, id })
}
