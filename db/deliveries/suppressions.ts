import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { notFound } from '../core/errors'
import { isUuid, uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { type Suppression, SuppressionAdd } from './deliveries.model'
import type { SuppressionReason } from './deliveries.rules'

/** Notes that an address gets nothing any more, once for each reason. */
export async function suppress(
  ctx: Context,
  tx: Tx,
  given: { address: string; reason: SuppressionReason; deliveryId?: string | null; note?: string | null },
): Promise<void> {
  await tx`
    insert into suppression (id, workspace_id, channel, address, reason, note, delivery_id, created_at, created_by)
    values (${uuidv7()}, ${ctx.workspaceId}, 'email', ${emailKey(given.address)}, ${given.reason}, ${given.note?.slice(0, 500) ?? null}, ${given.deliveryId ?? null},
      ${ctx.clock().toISOString()}, ${ctx.access.memberId})
    on conflict do nothing`
}

/** Who gets nothing any more, the newest first; those whose address has the words where some are asked for. */
export async function listSuppressions(ctx: Context, words = ''): Promise<Suppression[]> {
  if (authorise(ctx, 'delivery', 'read') !== 'all') return []
  const like = `%${words
    .trim()
    .toLowerCase()
    .replaceAll(/[\\%_]/g, '\\$&')}%`
  return inWorkspace(ctx, async tx => [
    ...(await tx<Suppression[]>`
      select id, channel, address, reason, note, delivery_id, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at, created_by
      from suppression where workspace_id = ${ctx.workspaceId} and lifted_at is null and address like ${like} order by created_at desc limit 500`),
  ])
}

/** Adds an address by hand. */
export async function addSuppression(ctx: Context, input: unknown): Promise<void> {
  mayDecide(ctx)
  const { address, note } = parse(SuppressionAdd, input)
  await inWorkspace(ctx, tx => suppress(ctx, tx, { address, note, reason: 'by_hand' }))
}

/** Lets messages go to an address again, which is kept in mind with who has said so. */
export async function liftSuppression(ctx: Context, id: string): Promise<void> {
  mayDecide(ctx)
  if (!isUuid(id)) throw notFound('suppression')
  const [lifted] = await inWorkspace(
    ctx,
    tx => tx`
      update suppression set lifted_at = coalesce(lifted_at, ${ctx.clock().toISOString()}), lifted_by = coalesce(lifted_by, ${ctx.access.memberId}) where id = ${id} returning 1`,
  )
  if (!lifted) throw notFound('suppression')
}

/** Who gets nothing is for those who may change all deliveries. */
function mayDecide(ctx: Context): void {
  if (authorise(ctx, 'delivery', 'update') !== 'all') throw notFound('suppression')
}
