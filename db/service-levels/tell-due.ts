import { workContext } from '../access/work-context'
import type { Clock } from '../core/clock'
import type { Database } from '../core/database'
import { write } from '../events/write'
import type { Promised } from './policy.model'
import { clockEvents } from './service-levels.events'

/** So many in a call: what is left waits for the next. */
const most = 500

interface Due {
  ticketId: string
  policy: string | null
  replied: boolean
  replyBy: Date | null
  replyWarnAt: Date | null
  replyWarned: boolean
  replyLate: boolean
  solveBy: Date | null
  solveWarnAt: Date | null
  solveWarned: boolean
  solveLate: boolean
}

/** Tells, once, of each ticket that will be due soon, and of each that is late. Gives how many were told of, and when something is to be told next. */
export async function tellDue({
  db,
  clock,
}: {
  db: Database
  clock: Clock
}): Promise<{ told: number; nextAt: Date | null }> {
  const now = clock()
  const due = await db.system<{ ticketId: string; workspaceId: string }[]>`
    select ticket_id, workspace_id from ticket_clock where next_at <= ${now} order by next_at limit ${most}`
  let told = 0
  for (const [workspaceId, some] of Map.groupBy(due, one => one.workspaceId)) {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'service_levels' })
    told += await write(ctx, async ({ tx, emit }) => {
      const rows = await tx<Due[]>`
        select c.ticket_id, t.policy, t.first_replied_at is not null as replied, c.reply_by, c.reply_warn_at, c.reply_warned, c.reply_late,
          c.solve_by, c.solve_warn_at, c.solve_warned, c.solve_late
        from ticket_clock c join ticket t on t.id = c.ticket_id
        where c.ticket_id = any(${some.map(({ ticketId }) => ticketId)}::uuid[]) and c.next_at <= ${now}
        order by c.ticket_id for update of c`
      for (const row of rows) {
        const reply: Promised = row.replied ? 'next_reply' : 'first_reply'
        const clocks = [
          {
            promised: reply,
            by: row.replyBy,
            warnAt: row.replyWarnAt,
            warned: row.replyWarned,
            late: row.replyLate,
          },
          {
            promised: 'solve' as const,
            by: row.solveBy,
            warnAt: row.solveWarnAt,
            warned: row.solveWarned,
            late: row.solveLate,
          },
        ]
        for (const { promised, by, warnAt, warned, late } of clocks) {
          if (!by) continue
          const said = { promised, dueAt: by.toISOString(), policy: row.policy ?? '' }
          // At the moment itself, also where it is told later.
          if (by <= now && !late)
            emit(clockEvents.missed(row.ticketId, said, { occurredAt: by.toISOString() }))
          else if (by > now && warnAt && warnAt <= now && !warned)
            emit(clockEvents.warned(row.ticketId, said))
        }
      }
      await tx`
        update ticket_clock set
          reply_late = reply_late or coalesce(reply_by <= ${now}, false), reply_warned = reply_warned or coalesce(least(reply_warn_at, reply_by) <= ${now}, false),
          solve_late = solve_late or coalesce(solve_by <= ${now}, false), solve_warned = solve_warned or coalesce(least(solve_warn_at, solve_by) <= ${now}, false),
          next_at = (select min(at) from unnest(array[reply_by, reply_warn_at, solve_by, solve_warn_at]) at where at > ${now})
        where ticket_id = any(${rows.map(({ ticketId }) => ticketId)}::uuid[])`
      return rows.length
    })
  }
  const [next] = await db.system<{ nextAt: Date | null }[]>`select min(next_at) as next_at from ticket_clock`
  return { told, nextAt: next?.nextAt ?? null }
}
