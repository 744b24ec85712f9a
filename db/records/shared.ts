import type postgres from 'postgres'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { ShareLevel } from './share.model'

/**
 * The ids of the records of a kind that are shared with the asker at this moment, as SQL of one column `record_id`; undefined where none was when it was
 * found out who they are. `write`: only those that they may also change.
 */
export function sharedSql(
  ctx: Context,
  sql: Tx,
  entity: string,
  level: ShareLevel,
): postgres.Fragment | undefined {
  const { shares, memberId } = ctx.access
  if (!shares?.kinds.includes(entity)) return undefined
  const now = ctx.clock().toISOString()
  const of = sql`s.workspace_id = ${ctx.workspaceId} and s.entity = ${entity} and s.ended_at is null
    and (s.ends_at is null or s.ends_at > ${now}) ${level === 'write' ? sql`and s.level = 'write'` : sql``}`
  return sql`
    select s.record_id from record_share s where s.member_id = ${memberId} and ${of}
    union all select s.record_id from record_share s where s.team_id = any(${[...shares.teamIds]}::uuid[]) and ${of}`
}

/** Which of these records are shared with the asker. */
export async function sharedAmong(
  ctx: Context,
  sql: Tx,
  entity: string,
  ids: readonly string[],
  level: ShareLevel = 'read',
): Promise<ReadonlySet<string>> {
  const shared = sharedSql(ctx, sql, entity, level)
  if (!shared || ids.length === 0) return new Set()
  const rows = await sql<{ recordId: string }[]>`
    select record_id from (${shared}) s where record_id = any(${[...ids]}::uuid[])`
  return new Set(rows.map(({ recordId }) => recordId))
}

/** Whether a record is shared with the asker to be changed. */
export const isLent = async (ctx: Context, sql: Tx, entity: string, id: string): Promise<boolean> =>
  (await sharedAmong(ctx, sql, entity, [id], 'write')).has(id)
