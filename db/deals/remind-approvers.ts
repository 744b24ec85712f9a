import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Database } from '../core/database'
import { write } from '../events/write'
import { readApproval } from './approvals.queries'
import { approvalEvents } from './deals.events'

/** So many in a call: what is left waits for the next. */
const most = 500

/** Reminds, once, whoever may decide approvals that have waited their time; from then on the deputies may decide too. Gives how many were reminded of. */
export async function remindApprovers({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const due = await db.system<{ id: string; workspaceId: string }[]>`
    select id, workspace_id from deal_approval
    where state = 'pending' and reminded_at is null and remind_at <= ${clock()} order by remind_at limit ${most}`
  let reminded = 0
  for (const { id, workspaceId } of due) {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'approvals', id })
    reminded += await write(ctx, async ({ tx, emit }) => {
      const taken = await tx`
        update deal_approval set reminded_at = ${clock()} where id = ${id} and state = 'pending' and reminded_at is null`
      if (taken.count === 0) return 0
      const { deal, stage, state, deciders } = await readApproval(ctx, tx, id)
      if (state !== 'pending') return 0
      const names = deciders.map(({ name }) => name)
      emit(approvalEvents.reminded(deal.id, { approvalId: id, stageId: stage.id, stage: stage.name, names }))
      return 1
    })
  }
  return reminded
}
