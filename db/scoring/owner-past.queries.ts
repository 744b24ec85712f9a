import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import type { TrackRecord } from './known.model'
import type { Outcomes } from './outcomes'

const dayMs = 86_400_000

/** What an owner had won and lost before the day of a moment (epoch ms). */
export type OwnerPast = (ownerId: unknown, atMs: number) => TrackRecord | null

interface Days {
  days: number[]
  won: number[]
  lost: number[]
}

/** Reads every owner's outcomes by day, once for a whole reading: owners × days rows, however many records there are. */
export async function readOwnerPast(
  ctx: Context,
  { entity, won, lost, closed }: Outcomes,
): Promise<OwnerPast> {
  const column = closed === 'closedOn' ? 'closed_on' : "(closed_at at time zone 'UTC')::date"
  const rows = await inWorkspace(
    ctx,
    tx => tx<{ ownerId: string; day: number; won: number; lost: number }[]>`
      select owner_id, (${tx.unsafe(column)} - date '1970-01-01')::int as day, count(*) filter (where status = ${won}) as won,
        count(*) filter (where status = ${lost}) as lost
      from ${tx(entity.name)} t
      where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null and owner_id is not null and status in (${won}, ${lost})
        and ${tx.unsafe(column)} is not null
      group by 1, 2 order by 1, 2`,
  )
  const owners = new Map<string, Days>()
  for (const { ownerId, day, won, lost } of rows) {
    const past = owners.get(ownerId) ?? { days: [], won: [], lost: [] }
    owners.set(ownerId, past)
    past.days.push(day)
    past.won.push(won + (past.won.at(-1) ?? 0))
    past.lost.push(lost + (past.lost.at(-1) ?? 0))
  }
  return (ownerId, atMs) => {
    const past = owners.get(ownerId as string)
    if (!past) return null
    const at = before(past.days, Math.floor(atMs / dayMs))
    return at < 0 ? null : { won: past.won[at]!, lost: past.lost[at]! }
  }
}

/** Place of the last day before `day`, or −1. `days` ascend. */
function before(days: readonly number[], day: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! < day) low = middle + 1
    else high = middle
  }
  return low - 1
}
