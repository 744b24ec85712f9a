import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Context } from '../core/context'
import { type Database, inWorkspace } from '../core/database'
import { write } from '../events/write'
import { followClocks } from './follow-clocks'
import type { Recount } from './policy.model'
import { recountEvents } from './service-levels.events'

/** So many tickets at a time: what is read of them is held in memory. */
const slice = 1_000

interface Work {
  id: string
  workspaceId: string
}

/**
 * Counts the clocks of open tickets anew where a policy or a calendar has changed, a slice at a time, for at most so long; true where there is more to do. How far it is stands in
 * the row of the work, so it may be broken off and gone on with anywhere; a slice that is done twice changes nothing the second time.
 */
export async function recountSome(
  { db, clock }: { db: Database; clock: Clock },
  { maxMs, onSlice }: { maxMs: number; onSlice?: (lookedAt: number) => void },
): Promise<boolean> {
  const end = performance.now() + maxMs
  for (;;) {
    const [work] = await db.system<Work[]>`
      select id, workspace_id from clock_recount where state <> 'done' order by asked_at, id limit 1`
    if (!work) return false
    const ctx = await workContext(
      { db, clock },
      { workspaceId: work.workspaceId, task: 'service_levels', id: work.id },
    )
    const lookedAt = await recountSlice(ctx, work.id)
    onSlice?.(lookedAt)
    if (performance.now() >= end) return true
  }
}

async function recountSlice(ctx: Context, id: string): Promise<number> {
  const { row, ids } = await inWorkspace(ctx, async tx => {
    const [row] = await tx<{ lastId: string | null; why: Recount['why']; lookedAt: number }[]>`
      update clock_recount set state = 'running' where id = ${id} returning last_id, why, looked_at`
    // Each status has the order of the ids by its index.
    const ids = await tx<{ id: string }[]>`
      select o.id from unnest(array['new', 'open', 'waiting_customer', 'waiting_elsewhere']) s,
        lateral (select t.id from ticket t where t.workspace_id = ${ctx.workspaceId} and t.status = s and t.deleted_at is null
          ${row?.lastId ? tx`and t.id > ${row.lastId}` : tx``} order by t.id limit ${slice}) o
      order by o.id limit ${slice}`
    return { row: row!, ids: ids.map(({ id }) => id) }
  })
  const { moved, earlier, late } = ids.length
    ? await followClocks(ctx, ids, row.why)
    : { moved: 0, earlier: 0, late: 0 }
  const isDone = ids.length < slice
  const lookedAt = row.lookedAt + ids.length
  await write(ctx, async ({ tx, emit }) => {
    const [sum] = await tx<{ moved: number; late: number }[]>`
      update clock_recount set last_id = coalesce(${ids.at(-1) ?? null}::uuid, last_id), looked_at = ${lookedAt}, moved = moved + ${moved}, earlier = earlier + ${earlier},
        late = late + ${late}, state = ${isDone ? 'done' : 'running'}, finished_at = ${isDone ? ctx.clock() : null}
      where id = ${id} returning moved, late`
    emit(isDone ? recountEvents.done(id, sum!) : recountEvents.progressed(id, { lookedAt }))
  })
  return lookedAt
}
