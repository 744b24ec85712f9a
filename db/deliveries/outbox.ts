import type { Context } from '../core/context'
import type { Write } from '../events/write'

/**
 * Wakes the work that sends a workspace's deliveries, where it lies down. Whoever finds somebody else at it waits for nobody: what is missed for being written at the
 * same moment is found by whoever looks for lost work.
 */
export async function wakeOutbox(ctx: Context, { tx }: Write): Promise<void> {
  const now = ctx.clock().toISOString()
  await tx`
    insert into delivery_outbox (workspace_id, is_awake, woken_at)
    select ${ctx.workspaceId}, true, ${now} where not exists (select from delivery_outbox) on conflict do nothing`
}
