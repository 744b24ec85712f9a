import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import type { Write } from '../events/write'
import type { Step } from '../records/change.model'
import type { Ticket } from './tickets.model'

/** The number of the next ticket. Whoever makes one next waits until this transaction ends, so that no number is given twice. */
export async function nextNumber({ workspaceId }: Context, tx: Tx): Promise<number> {
  const [row] = await tx<{ next: number }[]>`
    insert into ticket_series as s (workspace_id, next) values (${workspaceId}, 1)
    on conflict (workspace_id) do update set next = s.next returning next`
  return row!.next
}

/** Keeps which number is the next after the tickets of a batch. */
export function keepNumber(
  { workspaceId }: Context,
  { tx, send }: Pick<Write, 'tx' | 'send'>,
  steps: readonly Step<Ticket>[],
): void {
  const numbers = steps.flatMap(({ before, after }) => (before ? [] : [after.number ?? 0]))
  if (numbers.length === 0) return
  send(tx`
    update ticket_series set next = greatest(next, ${Math.max(...numbers) + 1}) where workspace_id = ${workspaceId}`)
}
