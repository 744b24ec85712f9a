import type { InferOutput } from 'valibot'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { refused } from '../core/errors'
import type { Money } from '../core/field.model'
import { dayAt } from '../core/time-zone.rules'
import { ratesInForce } from './freeze-rates'
import type { Converted, Rate, RateSettings, RatesOn } from './rates.model'
import { convert, wholeOf } from './rates.rules'
import { usualBase } from './save-rates'

export interface RatesAsked {
  currency?: string
  from?: string
  until?: string
  limit: number
}

/** Rates as they were entered, newest first and by currency. */
export async function listRates(ctx: Context, asked: RatesAsked): Promise<Rate[]> {
  authorise(ctx, 'exchange_rate', 'read')
  const { currency, from, until, limit } = asked
  const rows = await readOnce(
    ctx,
    sql => sql<Rate[]>`
      select currency, day::text as day, trim_scale(rate)::text as rate, source from exchange_rate
      where workspace_id = ${ctx.workspaceId} ${currency ? sql`and currency = ${currency}` : sql``}
        ${from ? sql`and day >= ${from}::date` : sql``} ${until ? sql`and day <= ${until}::date` : sql``}
      order by day desc, currency limit ${limit}`,
  )
  return [...rows]
}

/** The rates in force on a day: of each currency that of the day, else the last one before. The reader's today where none is named. */
export async function ratesOn(ctx: Context, day = today(ctx)): Promise<RatesOn> {
  authorise(ctx, 'exchange_rate', 'read')
  const [row] = await readOnce(
    ctx,
    sql => sql<{ base: string | null; rates: Rate[] }[]>`
      select (select base from rate_setting where workspace_id = ${ctx.workspaceId}) as base,
        (select coalesce(json_agg(json_build_object('currency', r.currency, 'day', r.day, 'rate', trim_scale(r.rate)::text, 'source', r.source) order by r.currency), '[]')
          from ${ratesInForce(sql, ctx.workspaceId, sql`${day}::date`)} r) as rates`,
  )
  return { base: row?.base ?? usualBase, day, rates: row?.rates ?? [] }
}

/** An amount in another currency at the rates of a day, and which rates those are. Throws `refused` (`rate.none`) where one of the two has none. */
export async function convertAmount(
  ctx: Context,
  asked: { amount: Money; to: string; day?: string },
): Promise<InferOutput<typeof Converted>> {
  const { base, day, rates } = await ratesOn(ctx, asked.day)
  const { amount, to } = asked
  const used = [amount.currency, to].filter(one => one !== base && amount.currency !== to)
  const found = rates.filter(({ currency }) => used.includes(currency))
  const minor = convert(amount, to, base, new Map(found.map(({ currency, rate }) => [currency, rate])))
  if (minor === undefined) {
    const currency = used.find(one => !found.some(rate => rate.currency === one)) ?? to
    throw refused('rate.none', `There is no rate of ${currency} on ${day} or before.`, { currency, day })
  }
  return { from: amount, to: { minor: wholeOf(minor), currency: to }, day, rates: found }
}

/** Where the workspace's rates come from, and how the address last answered. */
export async function readRateSettings(ctx: Context): Promise<RateSettings> {
  authorise(ctx, 'exchange_rate', 'read')
  const [row] = await readOnce(
    ctx,
    sql => sql<RateSettings[]>`
      select base, address, to_json(tried_at) as tried_at, to_json(fetched_at) as fetched_at, failure, fetch_id is not null as fetching
      from rate_setting where workspace_id = ${ctx.workspaceId}`,
  )
  return row ? { ...row } : none
}

export const none: RateSettings = {
  base: usualBase,
  address: null,
  triedAt: null,
  fetchedAt: null,
  failure: null,
  fetching: false,
}

export const today = (ctx: Context): string => dayAt(ctx.clock().getTime(), ctx.timeZone)
