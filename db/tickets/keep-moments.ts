import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import type { Write } from '../events/write'
import type { Step } from '../records/change.model'
import type { MomentKind } from './ticket-moments.model'
import type { Ticket } from './tickets.model'

interface MomentRow {
  id: string
  workspace_id: string
  ticket_id: string
  at: string
  what: MomentKind
  value: string
}

/** Keeps when a ticket has had which status and priority, in the transaction of the change. */
export function keepMoments(
  { workspaceId }: Context,
  { tx, send }: Pick<Write, 'tx' | 'send'>,
  steps: readonly Step<Ticket>[],
): void {
  const rows = steps.flatMap(({ before, after }) => {
    const row = (what: 'status' | 'priority'): MomentRow[] =>
      before?.[what] === after[what]
        ? []
        : [
            {
              id: uuidv7(),
              workspace_id: workspaceId,
              ticket_id: after.id,
              at: before ? after.updatedAt : after.createdAt,
              what,
              value: after[what],
            },
          ]
    return [...row('status'), ...row('priority')]
  })
  if (rows.length === 0) return
  send(
    tx`insert into ticket_moment select * from jsonb_populate_recordset(null::ticket_moment, ${tx.json(rows as never)})`,
  )
}
