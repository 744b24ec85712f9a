import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Database } from '../core/database'
import { write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { changeRecord } from '../records/update-record'
import { activityEntity } from './activities.entity'
import { waitsFor } from './plan.rules'

/** So many in a call: what is left waits for the next. */
const most = 500

/** Notes that what was planned has begun, and with that has happened. Gives how many. Any number may do so at once. */
export async function tellDue({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const due = await db.system<{ id: string; workspaceId: string }[]>`
    select activity_id as id, workspace_id from activity_due
    where what = 'beginning' and at <= ${clock()} order by at limit ${most}`
  let told = 0
  for (const { id, workspaceId } of due) {
    const ctx = await workContext({ db, clock }, { workspaceId, onBehalfOf: null, id })
    told += await write(ctx, async to => {
      const activity = await lockRecord(to.tx, activityEntity, id)
      const at = waitsFor(activity)
      if (activity && at && Date.parse(at) <= clock().getTime()) {
        await changeRecord(ctx, to, activityEntity, activity, { occurredAt: at })
        return 1
      }
      // It has been moved meanwhile, and its row with it; what is not there any more leaves none.
      if (!at) await to.tx`delete from activity_due where activity_id = ${id} and what = 'beginning'`
      return 0
    })
  }
  return told
}
