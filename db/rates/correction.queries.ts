import { createHash } from 'node:crypto'
import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { forbidden, refused } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { parse } from '../core/parse'
import { dayAt } from '../core/time-zone.rules'
import type { RateCorrectionPreview } from './correct-rate.model'
import { QuotedRate } from './rates.model'
import { convert, faultIn, type RatesOfDay, wholeOf } from './rates.rules'
import { usualBase } from './save-rates'

interface ClosedDay {
  day: string
  rate: string
  rateDay: string
  quotes: number
}
interface Group {
  day: string
  currency: string
  deals: number
  minor: string
}

/**
 * What the right rate of a day would change of what is closed, before anything is written. For who may correct rates and read all deals with their amounts. Throws `refused`
 * by the rule of a rate, `forbidden`.
 */
export async function previewCorrection(ctx: Context, input: unknown): Promise<RateCorrectionPreview> {
  checkMayCorrect(ctx)
  const quoted = parse(QuotedRate, input)
  return inWorkspace(ctx, tx => previewIn(ctx, tx, quoted))
}

export function checkMayCorrect(ctx: Context): void {
  authorise(ctx, 'exchange_rate', 'update')
  const scope = authorise(ctx, 'deal', 'read')
  if (scope !== 'all')
    throw forbidden('Who corrects a rate of what is closed has to see all deals.', 'rate.all_deals')
  if (!mayRead(ctx.access, 'deal', 'amount'))
    throw forbidden(`Your role (${ctx.access.role}) may not read the amount of a deal.`, 'deal.read.amount')
}

/** The same inside a transaction: of the closing days on which the rate would be the one in force, those that were closed at another. */
export async function previewIn(ctx: Context, tx: Tx, quoted: QuotedRate): Promise<RateCorrectionPreview> {
  const { workspaceId } = ctx
  const { day, currency, rate } = quoted
  const [known] = await tx<{ base: string; to: string; before: string | null }[]>`
    select coalesce((select base from rate_setting where workspace_id = ${workspaceId}), ${usualBase}) as base, w.currency as to,
      (select trim_scale(x.rate)::text from exchange_rate x where x.workspace_id = ${workspaceId} and x.currency = ${currency} and x.day = ${day}::date) as before
    from workspace w where w.id = ${workspaceId}`
  const { base, to, before } = known!
  const fault = faultIn([quoted], { base, today: dayAt(ctx.clock().getTime(), ctx.workspaceTimeZone) })
  if (fault) throw refused(fault.rule, fault.message, fault.params)
  const closed = await tx<ClosedDay[]>`
    select c.day::text as day, trim_scale(c.rate)::text as rate, c.rate_day::text as rate_day,
      (select count(*)::int from quote_version v where v.workspace_id = ${workspaceId} and v.issued_on = c.day) as quotes
    from closing_rate c where c.workspace_id = ${workspaceId} and c.currency = ${currency} and c.day >= ${day}::date and c.rate <> ${rate}::numeric
      and not exists (select from exchange_rate x where x.workspace_id = ${workspaceId} and x.currency = ${currency} and x.day > ${day}::date and x.day <= c.day)
    order by c.day`
  const days = closed.map(one => one.day)
  const groups = await tx<Group[]>`
    select d.closed_on::text as day, d.amount_currency as currency, count(*)::int as deals, sum(d.amount_minor)::text as minor
    from deal d where d.workspace_id = ${workspaceId} and d.deleted_at is null and d.closed_on = any(${days}::date[])
      and ${isRevalued(tx, { currency, to })} group by 1, 2`
  const rates = await tx<{ day: string; currency: string; rate: string }[]>`
    select day::text as day, currency, trim_scale(rate)::text as rate from closing_rate
    where workspace_id = ${workspaceId} and day = any(${days}::date[])`
  const told = {
    day,
    currency,
    rate,
    before,
    in: to,
    days: closed.map(one => {
      const of = groups.filter(group => group.day === one.day)
      const then = new Map(
        rates.flatMap(known => (known.day === one.day ? [[known.currency, known.rate]] : [])),
      )
      const sum = (at: RatesOfDay) => sumOf(of, { to, base, rates: at })
      return {
        ...one,
        deals: of.reduce((all, { deals }) => all + deals, 0),
        beforeMinor: sum(then),
        afterMinor: sum(new Map([...then, [currency, rate]])),
      }
    }),
  }
  return { ...told, digest: createHash('sha256').update(JSON.stringify(told)).digest('hex') }
}

/** Deals whose value in the workspace’s currency goes by the rate of `currency`, as a condition on `d`. */
export const isRevalued = (tx: Tx, { currency, to }: { currency: string; to: string }) =>
  to === currency
    ? tx`d.amount_currency is not null and d.amount_currency <> ${to}`
    : tx`d.amount_currency = ${currency}`

/** What is closed on a day in one currency is added up and converted once, as in all sums. */
function sumOf(groups: readonly Group[], by: { to: string; base: string; rates: RatesOfDay }) {
  let all = 0n
  for (const { currency, minor } of groups) {
    const here = convert({ minor: BigInt(minor), currency }, by.to, by.base, by.rates)
    if (here === undefined) return null
    all += here
  }
  return wholeOf(all)
}
