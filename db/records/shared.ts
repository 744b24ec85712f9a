import type postgres from 'postgres'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { Whose } from '../core/grants.rules'
import { hasTerritory } from './owners.queries'
import type { ShareLevel } from './share.model'

/**
 * The ids of the records of a kind that are shared with the asker at this moment, as SQL of one column `record_id`; undefined where none was when it was
 * found out who they are. `write`: only those that they may also change.
 */
function sharedSql(ctx: Context, sql: Tx, entity: string, level: ShareLevel): postgres.Fragment | undefined {
  if (!ctx.access.shares?.kinds[entity]) return undefined
  const { theirs, holds } = sharesSql(ctx, sql, entity, level)
  const [mine, teams] = theirs
  return sql`
    select s.record_id from record_share s where ${mine} and ${holds}
    union all select s.record_id from record_share s where ${teams} and ${holds}`
}

/** Of a share `s`: that it was made with the asker, or with a team of theirs; and that it is of this kind and level, and holds at this moment. */
function sharesSql(ctx: Context, sql: Tx, entity: string, level: ShareLevel) {
  const { shares, memberId } = ctx.access
  const now = ctx.clock().toISOString()
  return {
    theirs: [
      sql`s.member_id = ${memberId}`,
      sql`s.team_id = any(${[...(shares?.teamIds ?? [])]}::uuid[])`,
    ] as const,
    holds: sql`s.workspace_id = ${ctx.workspaceId} and s.entity = ${entity} and s.ended_at is null
      and (s.ends_at is null or s.ends_at > ${now}) ${level === 'write' ? sql`and s.level = 'write'` : sql``}`,
  }
}

/** From so many shares on each record that is looked at is asked for, rather than all shares first. */
const manyShares = 200

/**
 * Whether row `t` of a kind is shared with the asker, as SQL; undefined where none is. A few are written out first, so that an index of ids may find
 * them; of many each row that nothing else lets them see is looked up.
 */
export function isSharedSql(ctx: Context, sql: Tx, entity: string): postgres.Fragment | undefined {
  const shared = sharedSql(ctx, sql, entity, 'read')
  if (!shared) return undefined
  if (ctx.access.shares!.kinds[entity]! < manyShares) return sql`t.id = any(array(${shared}))`
  const { theirs, holds } = sharesSql(ctx, sql, entity, 'read')
  // The offset keeps Postgres from reading all of them for a list of a few.
  return sql`exists (select 1 from record_share s where s.record_id = t.id and ${holds} and (${theirs[0]} or ${theirs[1]}) offset 0)`
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

/** Every live record of a kind that is shared with the asker, and whose it is. */
export async function sharedRecords(
  ctx: Context,
  sql: Tx,
  entity: string,
  level: ShareLevel,
): Promise<readonly (Whose & { id: string })[]> {
  const shared = sharedSql(ctx, sql, entity, level)
  if (!shared) return []
  return sql<(Whose & { id: string })[]>`
    select t.id, t.owner_id, ${hasTerritory(entity) ? sql`t.territory_id` : sql`null::uuid`} as territory_id from ${sql(entity)} t where t.id in (${shared}) and t.deleted_at is null`
}
