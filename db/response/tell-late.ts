import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Database } from '../core/database'
import { write } from '../events/write'
import { responseEvents } from './response.events'

/** So many in a call: what is left waits for the next. */
const most = 500

interface Late {
  leadId: string
  ruleName: string
  respondBy: Date
}

/** Tells, once, of each lead that nobody has answered in time. Gives how many that were. */
export async function tellLate({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const now = clock()
  const due = await db.system<{ leadId: string; workspaceId: string }[]>`
    select lead_id, workspace_id from lead_response
    where respond_by <= ${now} and responded_at is null and late_at is null order by respond_by limit ${most}`
  let told = 0
  for (const [workspaceId, some] of Map.groupBy(due, one => one.workspaceId)) {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'first_response' })
    told += await write(ctx, async ({ tx, emit }) => {
      const late = await tx<Late[]>`
        update lead_response set late_at = ${now}
        where lead_id = any(${some.map(({ leadId }) => leadId)}::uuid[]) and respond_by <= ${now} and responded_at is null and late_at is null
        returning lead_id, rule_name, respond_by`
      for (const { leadId, ruleName: rule, respondBy } of late)
        emit(responseEvents.late(leadId, { rule, respondBy: respondBy.toISOString() }))
      return late.length
    })
  }
  return told
}
