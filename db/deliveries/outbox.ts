import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import type { Write } from '../events/write'
import { outboxEvents } from './deliveries.events'

/**
 * Wakes the work that sends a workspace's deliveries, where it lies down. Whoever finds somebody else at it waits for nobody: what is missed for being written at the
 * same moment is found by whoever looks for lost work.
 */
export async function wakeOutbox(ctx: Context, { tx, emit }: Pick<Write, 'tx' | 'emit'>): Promise<void> {
  const now = ctx.clock().toISOString()
  const [known] = await tx<{ isAwake: boolean }[]>`
    select is_awake from delivery_outbox where workspace_id = ${ctx.workspaceId}`
  if (known?.isAwake) return
  const [woken] = known
    ? await tx`
        update delivery_outbox set is_awake = true, woken_at = ${now} where workspace_id in (
          select workspace_id from delivery_outbox where workspace_id = ${ctx.workspaceId} and not is_awake for update skip locked) returning 1`
    : await tx`
        insert into delivery_outbox (workspace_id, is_awake, woken_at) values (${ctx.workspaceId}, true, ${now}) on conflict do nothing returning 1`
  if (!woken) return
  // Begun where it was never there, or has ended; woken where it waits for the next message's time.
  emit(
    known ? outboxEvents.woken(ctx.workspaceId, { what: 'queued' }) : outboxEvents.requested(ctx.workspaceId),
  )
}

/** Lies down until something is queued, or the next message is due. Gives for how long, in milliseconds; null where nothing waits. */
export async function lieDown(ctx: Context): Promise<number | null> {
  return inWorkspace(ctx, async tx => {
    await tx`update delivery_outbox set is_awake = false where workspace_id = ${ctx.workspaceId}`
    const [next] = await tx<{ dueAt: Date }[]>`
      select due_at from delivery where workspace_id = ${ctx.workspaceId} and state in ('queued', 'reserved', 'handing_over') order by due_at limit 1`
    return next ? Math.max(0, next.dueAt.getTime() - ctx.clock().getTime()) : null
  })
}

/** It is at work again, by itself. */
export async function standUp(ctx: Context): Promise<void> {
  await inWorkspace(
    ctx,
    tx => tx`
      insert into delivery_outbox (workspace_id, is_awake, woken_at) values (${ctx.workspaceId}, true, ${ctx.clock().toISOString()})
      on conflict (workspace_id) do update set is_awake = true, woken_at = excluded.woken_at`,
  )
}
