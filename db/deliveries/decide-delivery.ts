import * as v from 'valibot'
import { authorise, type Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { withinScope } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { tooLate } from './cancel-delivery'
import type { DeliveryWhole, Evidence } from './deliveries.model'
import { readDelivery } from './deliveries.queries'
import type { DeliveryState } from './deliveries.rules'
import { wakeOutbox } from './outbox'

/** What a person says of a message: that it is to be sent (again), or that it has arrived after all. */
export const Decision = v.strictObject({ verb: v.picklist(['send', 'arrived']) })

const sendable: readonly DeliveryState[] = ['failed', 'suppressed', 'kept', 'unknown']

/**
 * Decides what evidence does not: sends a message that failed, was kept back or may have been sent; or says that it was. Throws `not_found`; `conflict`
 * (`delivery.gone`) in any other state; `refused` (`delivery.content_gone`) where what it said is not kept any more.
 */
export async function decideDelivery(ctx: Context, id: string, input: unknown): Promise<DeliveryWhole> {
  const scope = authorise(ctx, 'delivery', 'update')
  const { verb } = parse(Decision, input)
  if (!isUuid(id)) throw notFound('delivery')
  await write(ctx, async to => {
    const { tx } = to
    const [kept] = await tx<{ state: DeliveryState; createdBy: string | null; isWhole: boolean }[]>`
      select state, created_by, content is not null as is_whole from delivery where id = ${id} for update`
    if (!kept || !withinScope(ctx.access, scope, { ownerId: kept.createdBy })) throw notFound('delivery')
    const may = verb === 'send' ? sendable.includes(kept.state) : kept.state === 'unknown'
    if (!may) throw tooLate(kept.state)
    if (verb === 'send' && !kept.isWhole)
      throw refused('delivery.content_gone', 'What the message said is not kept any more. Make a new one.')
    const at = ctx.clock().toISOString()
    const state: DeliveryState = verb === 'send' ? 'queued' : 'handed_over'
    const evidence: Evidence = {
      at,
      state,
      by: 'person',
      what: verb === 'send' ? 'again' : 'said_to_have_arrived',
      memberId: ctx.access.memberId,
    }
    await tx`
      update delivery set state = ${state}, since = ${at}, due_at = ${at}, attempts = 0, claim = null, evidence = evidence || ${tx.json([evidence] as never)} where id = ${id}`
    if (verb === 'send') await wakeOutbox(ctx, to)
  })
  return readDelivery(ctx, id)
}
