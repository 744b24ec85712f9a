import { workContext } from '../access/work-context'
import { type Database, inWorkspace } from '../core/database'

/** So many rows that were added since are read in no time. */
const fewRows = 200

/**
 * Makes one row of all that were written for a key, in each workspace where there are many. Nobody waits for it, and whoever reads meanwhile finds either the rows or their
 * sum. May be called twice at once. Gives in how many workspaces there was something to do.
 */
export async function foldDealSums(
  db: Database,
  { least = fewRows, onSlice = () => {} } = {},
): Promise<number> {
  const due = await db.system<{ workspaceId: string }[]>`
    select workspace_id from deal_sum where not folded group by workspace_id having count(*) > ${least}`
  for (const { workspaceId } of due) {
    await inWorkspace(await workContext({ db }, { workspaceId, task: 'deal_sums' }), async tx => {
      // A statement of its own: what the other fold has written is seen by the next.
      await tx`select pg_advisory_xact_lock(hashtext('deal sums'), hashtext(${workspaceId}))`
      await tx`
        with touched as (
          select distinct pipeline_id, stage_id, at, currency, owner_id from deal_sum where workspace_id = ${workspaceId} and not folded),
        gone as (
          delete from deal_sum s using touched t
          where s.workspace_id = ${workspaceId} and s.pipeline_id = t.pipeline_id and s.stage_id = t.stage_id and s.at = t.at
            and s.currency is not distinct from t.currency and s.owner_id is not distinct from t.owner_id
          returning s.*)
        insert into deal_sum (workspace_id, pipeline_id, stage_id, at, currency, owner_id, count, minor, folded)
        select ${workspaceId}, pipeline_id, stage_id, at, currency, owner_id, sum(count), sum(minor), true from gone
        group by 2, 3, 4, 5, 6 having sum(count) <> 0 or sum(minor) <> 0`
    })
    onSlice()
  }
  return due.length
}
