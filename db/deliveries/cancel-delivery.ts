import { authorise, type Context } from '../core/context'
import { conflict, notFound } from '../core/errors'
import { withinScope } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { write } from '../events/write'
import type { Evidence } from './deliveries.model'
import type { DeliveryState } from './deliveries.rules'

/** Holds a message back that has not left. Throws `not_found`; `conflict` (`delivery.gone`) when it is too late. */
export async function cancelDelivery(ctx: Context, id: string): Promise<void> {
  const scope = authorise(ctx, 'delivery', 'update')
  if (!isUuid(id)) throw notFound('delivery')
  await write(ctx, async ({ tx }) => {
    const [kept] = await tx<{ state: DeliveryState; createdBy: string | null }[]>`
      select state, created_by from delivery where id = ${id} for update`
    if (!kept || !withinScope(ctx.access, scope, { ownerId: kept.createdBy })) throw notFound('delivery')
    if (kept.state === 'cancelled') return
    if (kept.state !== 'queued') throw tooLate(kept.state)
    const now = ctx.clock().toISOString()
    const evidence: Evidence = {
      at: now,
      state: 'cancelled',
      by: 'person',
      what: 'cancelled',
      memberId: ctx.access.memberId,
    }
    await tx`
      update delivery set state = 'cancelled', since = ${now}, evidence = evidence || ${tx.json([evidence] as never)} where id = ${id}`
  })
}

export const tooLate = (state: DeliveryState) =>
  conflict('The message has left already, or will not leave any more.', { state }, 'delivery.gone')
