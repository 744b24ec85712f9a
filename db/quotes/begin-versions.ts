import type { Context } from '../core/context'
import type { Write } from '../events/write'
import type { Step } from '../records/change.model'
import type { Quote } from './quotes.model'

/** A new quote begins with its first version, as a draft. */
export async function beginVersions(
  ctx: Context,
  { send, tx }: Write,
  steps: readonly Step<Quote>[],
): Promise<void> {
  const made = steps.flatMap(({ before, after }) => (before ? [] : [after.id]))
  if (made.length === 0) return
  send(tx`
    insert into quote_version (workspace_id, quote_id, version, state, created_at)
    select ${ctx.workspaceId}, id, 1, 'draft', ${ctx.clock()} from unnest(${made}::uuid[]) id`)
}
