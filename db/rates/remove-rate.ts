import { authorise, type Context } from '../core/context'
import { notFound } from '../core/errors'
import { write } from '../events/write'
import { rateEvents } from './rates.events'

/** Takes the rate of a day away: the last one before holds from then on. What was closed stays at the rate that it has. Throws `not_found`. */
export async function removeRate(ctx: Context, day: string, currency: string): Promise<void> {
  authorise(ctx, 'exchange_rate', 'archive')
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day)) || day.startsWith('0000'))
    throw notFound('rate')
  await write(ctx, async ({ tx, emit }) => {
    const [gone] = await tx<{ rate: string }[]>`
      delete from exchange_rate where workspace_id = ${ctx.workspaceId} and day = ${day}::date and currency = ${currency}
      returning trim_scale(rate)::text as rate`
    if (!gone) throw notFound('rate')
    const before = { [`${day} ${currency}`]: gone.rate }
    emit(rateEvents.removed(ctx.workspaceId, { day, currency }, { before }))
  })
}
