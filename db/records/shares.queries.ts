import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import type { Entity } from './entity'
import { mayShare, ownedKind } from './may-share'
import { lockRecord } from './read-record'
import { mayReadRecord } from './scope'
import type { RecordAsked, Share, Sharing } from './share.model'
import { sharedAmong } from './shared'

const text = (sql: Tx, column: string) =>
  sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const columns = (sql: Tx) => sql`
  s.id, s.entity, s.record_id, s.member_id, s.team_id, s.level, ${text(sql, 'ends_at')} as ends_at, s.made_by,
  ${text(sql, 's.created_at')} as created_at,
  coalesce((select name from member where id = s.member_id), (select name from team where id = s.team_id)) as name`

/** A share, over or not. Throws `not_found`. */
export async function readShare(tx: Tx, id: string): Promise<Share> {
  const [share] = await tx<Share[]>`select ${columns(tx)} from record_share s where s.id = ${id}`
  if (!share) throw notFound('share')
  return share
}

/** Who has a record beside its owner at this moment, who watches it, and what the asker may do about that. Throws `not_found` out of the asker's reach. */
export async function sharingOf(ctx: Context, { entity: kind, id }: RecordAsked): Promise<Sharing> {
  const entity = ownedKind(kind)
  authorise(ctx, entity.name, 'read')
  return inWorkspace(ctx, async tx => {
    const record = await readableRecord(ctx, tx, entity, id)
    const shares = await tx<Share[]>`
      select ${columns(tx)} from record_share s
      where s.record_id = ${id} and s.ended_at is null and (s.ends_at is null or s.ends_at > ${ctx.clock().toISOString()})
      order by s.created_at, s.id`
    const watchers = await tx<Sharing['watchers']>`
      select m.id, m.name from record_watcher w join member m on m.id = w.member_id
      where w.workspace_id = ${ctx.workspaceId} and w.record_id = ${id} and m.deleted_at is null order by m.name, m.id`
    const [reads, writes] = [
      await sharedAmong(ctx, tx, entity.name, [record.id]),
      await sharedAmong(ctx, tx, entity.name, [record.id], 'write'),
    ]
    return {
      shares: [...shares],
      mine: writes.size ? 'write' : reads.size ? 'read' : null,
      mayShare: !record.deletedAt && mayShare(ctx, entity, record),
      watchers: [...watchers],
      watching: watchers.some(({ id }) => id === ctx.access.memberId),
    }
  })
}

/** A record that the asker may read, locked until the transaction ends. Throws `not_found`. */
export async function readableRecord(ctx: Context, tx: Tx, entity: Entity, id: string) {
  const record = await lockRecord(tx, entity, id)
  if (!record || !(await mayReadRecord(ctx, tx, entity, record))) throw notFound(entity.name)
  return record
}
