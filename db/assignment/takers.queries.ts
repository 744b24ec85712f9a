import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { dayAt } from '../core/time-zone.rules'
import type { Taker } from './may-take.rules'

/** What is known of members at a moment, by id; of absences on days, by the day that it then is where the workspace is. */
export async function takersOf(
  { workspaceTimeZone }: Pick<Context, 'workspaceTimeZone'>,
  tx: Tx,
  ids: readonly string[],
  at: Date,
): Promise<Map<string, Taker>> {
  if (ids.length === 0) return new Map()
  const day = dayAt(at.getTime(), workspaceTimeZone)
  const rows = await tx<(Taker & { id: string })[]>`
    select m.id, m.name, m.deleted_at is not null as left, exists (
      select from absence a where a.workspace_id = m.workspace_id and a.member_id = m.id and a.deleted_at is null
        and (${day}::date between a.first_day and a.last_day or (a.starts_at <= ${at} and ${at} < a.ends_at))) as away
    from member m where m.id = any(${[...new Set(ids)]}::uuid[])`
  return new Map(rows.map(({ id, ...taker }) => [id, taker]))
}
