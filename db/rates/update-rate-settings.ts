import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import { refused } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { rateEvents, rateFetchEvents } from './rates.events'
import { type RateSettings, RateSettingsUpdate } from './rates.model'
import { none, readRateSettings } from './rates.queries'

/**
 * Sets the base and the address. Throws `refused` (`rate.base_in_use`) for another base while there are rates, or closed deals that are valued by some: they say
 * what one of the old base is.
 */
export async function updateRateSettings(ctx: Context, input: unknown): Promise<RateSettings> {
  authorise(ctx, 'exchange_rate', 'update')
  const values = parse(RateSettingsUpdate, input)
  await write(ctx, async ({ tx, emit }) => {
    const [row] = await tx<Pick<RateSettings, 'base' | 'address'>[]>`
      select base, address from rate_setting where workspace_id = ${ctx.workspaceId} for update`
    const before = row ? { ...row } : { base: none.base, address: none.address }
    const after = { ...before, ...values }
    const change = changeOf(before, after)
    if (!change) return
    if (after.base !== before.base) {
      const [used] = await tx`
        select from exchange_rate where workspace_id = ${ctx.workspaceId} union all
        select from closing_rate where workspace_id = ${ctx.workspaceId} limit 1`
      if (used)
        throw refused('rate.base_in_use', `There are rates of ${before.base}: the base stays.`, {
          base: before.base,
        })
    }
    const forgets = after.address !== before.address
    await tx`
      insert into rate_setting (workspace_id, base, address) values (${ctx.workspaceId}, ${after.base}, ${after.address})
      on conflict (workspace_id) do update set base = excluded.base, address = excluded.address
        ${forgets ? tx`, tried_at = null, fetched_at = null, failure = null` : tx``}`
    emit(rateEvents.configured(ctx.workspaceId, {}, change))
  })
  return readRateSettings(ctx)
}

/** Asks for a fetch from the address now. One that is asked for already is answered again. Throws `refused` (`rate.no_address`). */
export async function askRates(ctx: Context): Promise<RateSettings> {
  authorise(ctx, 'exchange_rate', 'update')
  await write(ctx, async ({ tx, emit }) => {
    const [row] = await tx<{ address: string | null; fetchId: string | null }[]>`
      select address, fetch_id from rate_setting where workspace_id = ${ctx.workspaceId} for update`
    if (!row?.address) throw refused('rate.no_address', 'There is no address to fetch rates from.')
    if (row.fetchId) return
    const id = uuidv7()
    await tx`update rate_setting set fetch_id = ${id} where workspace_id = ${ctx.workspaceId}`
    emit(rateFetchEvents.requested(id))
  })
  return readRateSettings(ctx)
}
