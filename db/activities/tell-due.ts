import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Context } from '../core/context'
import type { Database } from '../core/database'
import { type Write, write } from '../events/write'
import { lockRecord } from '../records/read-record'
import { changeRecord } from '../records/update-record'
import { activityEntity } from './activities.entity'
import { activityEvents } from './activities.events'
import type { Activity } from './activities.model'
import { waitsFor } from './plan.rules'
import { remindsAt } from './repeat.rules'
import { tell } from './tell-members'

/** So many in a call: what is left waits for the next. */
const most = 500

/** Notes that what was planned has begun, and with that has happened; and reminds owners. Gives how many. Any number may do so at once. */
export async function tellDue({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const due = await db.system<{ id: string; workspaceId: string; what: keyof typeof tells }[]>`
    select activity_id as id, workspace_id, what from activity_due where at <= ${clock()} order by at limit ${most}`
  let told = 0
  for (const { id, workspaceId, what } of due) {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'due', id })
    told += await write(ctx, async to => {
      const activity = await lockRecord(to.tx, activityEntity, id)
      // Whoever was quicker has told it, or it has been moved.
      const [row] = await to.tx`
        select 1 from activity_due where activity_id = ${id} and what = ${what} and at <= ${clock()} for update`
      if (!row) return 0
      await to.tx`delete from activity_due where activity_id = ${id} and what = ${what}`
      return activity && (await tells[what](ctx, to, activity)) ? 1 : 0
    })
  }
  return told
}

const tells = {
  beginning: async (ctx: Context, to: Write, activity: Activity): Promise<boolean> => {
    const at = waitsFor(activity)
    if (at) await changeRecord(ctx, to, activityEntity, activity, { occurredAt: at })
    return at !== null
  },
  reminder: async (ctx: Context, to: Write, activity: Activity): Promise<boolean> => {
    if (!remindsAt(activity)) return false
    const { id: activityId, ownerId: memberId, name } = activity
    to.emit(activityEvents.cameDue(activityId, { name }))
    if (memberId) to.send(tell(ctx, to.tx, [{ memberId, kind: 'reminder', activityId, byId: null }]))
    return true
  },
}
