import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Database } from '../core/database'
import { write } from '../events/write'
import { lockRecords } from '../records/read-record'
import { writeBatch } from '../records/write-batch'
import { usualTicketSettings } from './ticket-settings.model'
import { ticketEntity } from './tickets.entity'

/** So many in a call: what is left waits for the next. */
const most = 2_000

/** Closes tickets that have been solved for as many days as their workspace waits. Gives how many. */
export async function closeSolved({ db, clock }: { db: Database; clock: Clock }): Promise<number> {
  const due = await db.system<{ id: string; workspaceId: string }[]>`
    select t.id, t.workspace_id from ticket t left join ticket_setting s on s.workspace_id = t.workspace_id
    where t.status = 'solved' and t.deleted_at is null
      and t.solved_at <= ${clock()}::timestamptz - make_interval(days =>
        case when s.settings is null then ${usualTicketSettings.closeAfterDays} else (s.settings ->> 'closeAfterDays')::int end)
    limit ${most}`
  let closed = 0
  for (const [workspaceId, some] of Map.groupBy(due, one => one.workspaceId)) {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'tickets' })
    closed += await write(ctx, async to => {
      const tickets = await lockRecords(
        to.tx,
        ticketEntity,
        some.map(({ id }) => id),
      )
      // Somebody may have opened it again meanwhile.
      const still = tickets.filter(({ status, deletedAt }) => status === 'solved' && !deletedAt)
      await writeBatch(
        ctx,
        to,
        ticketEntity,
        still.map(before => ({ before, values: { status: 'closed' as const } })),
      )
      return still.length
    })
  }
  return closed
}
