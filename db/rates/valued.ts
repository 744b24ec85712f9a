import type postgres from 'postgres'
import type { Context } from '../core/context'
import { currencies, currencyExponent } from '../core/currencies.rules'
import type { Tx } from '../core/database'
import { ratesInForce } from './freeze-rates'
import { today } from './rates.queries'
import { usualBase } from './save-rates'

const ofExponent = (exponent: number) =>
  `{${currencies.filter(currency => currencyExponent(currency) === exponent).join(',')}}`
const [ofNone, ofThree, ofFour] = [0, 3, 4].map(ofExponent)

/** How many minor units one of the currency has. */
const minorsOf = (sql: Tx, currency: postgres.Fragment) =>
  sql`case when ${currency} = any(${sql.unsafe(`'${ofNone}'::text[]`)}) then 1 when ${currency} = any(${sql.unsafe(`'${ofThree}'::text[]`)}) then 1000
    when ${currency} = any(${sql.unsafe(`'${ofFour}'::text[]`)}) then 10000 else 100 end`

/** Parts of a statement that values sums of amounts in the currency of the reader. */
interface Valued {
  /**
   * Queries of a `with`: `factor`, by what the minor units of a currency are multiplied, as `n / d`, by `at`, the day on which something was closed, or
   * infinity for what is open. `rate_day`: the day of the currency's rate.
   */
  factors: postgres.Fragment
  /**
   * A query over `groups`, whose rows have `currency`, `at`, `count` and `minor`, a sum of amounts: these rows, each with `here`, the sum in the reader's currency as a whole number of
   * minor units, null where there is no rate; `missing`, the count where that is so; `rate_day`; `open`. `chance`, a column of percents: `weighted_here` is so much of it.
   */
  worth(groups: postgres.Fragment, chance?: string): postgres.Fragment
}

/**
 * How sums are valued in SQL, exactly as `convert` in `rates.rules.ts` does it: through the base, rounded once, half away from zero. Open amounts
 * at the rates of the reader's today, closed ones at those that were frozen for their day. `closedSince`: nothing was closed before that is asked about.
 */
export function valued(ctx: Context, sql: Tx, closedSince?: string): Valued {
  const { workspaceId, reportingCurrency: to } = ctx
  const base = sql`coalesce((select base from rate_setting where workspace_id = ${workspaceId}), ${usualBase})`
  const of = (from: postgres.Fragment, into: postgres.Fragment) =>
    sql`${into} * ${minorsOf(sql, sql`${to}::text`)} as n, ${from} * ${minorsOf(sql, sql`c.currency`)} as d`
  const since = closedSince ? sql`and day >= ${closedSince}::date` : sql``
  const part = (percent: postgres.Fragment) =>
    sql`case when g.currency = ${to} then sign(g.minor) * div(2 * abs(g.minor) * ${percent} + 100, 200)
      else sign(g.minor) * div(2 * abs(g.minor) * ${percent} * f.n + 100 * f.d, 200 * f.d) end`
  return {
    factors: sql`
      now_rate as materialized (
        select currency, rate, day from ${ratesInForce(sql, workspaceId, sql`${today(ctx)}::date`)} r
        union all select ${base}, 1, ${today(ctx)}::date),
      then_rate as materialized (
        select day, currency, rate, rate_day from closing_rate where workspace_id = ${workspaceId} ${since}
        union all select distinct day, ${base}, 1::numeric, day from closing_rate where workspace_id = ${workspaceId} ${since}),
      factor as materialized (
        select c.currency, 'infinity'::date as at, c.day as rate_day, ${of(sql`c.rate`, sql`t.rate`)} from now_rate c join now_rate t on t.currency = ${to}
        union all
        select c.currency, c.day, c.rate_day, ${of(sql`c.rate`, sql`t.rate`)} from then_rate c join then_rate t on t.day = c.day and t.currency = ${to})`,
    worth: (groups, chance) => sql`
      select g.*, f.rate_day, g.at = 'infinity' as open, ${part(sql`100`)} as here ${chance ? sql`, ${part(sql`g.${sql(chance)}`)} as weighted_here` : sql``},
        case when g.currency <> ${to} and f.n is null then g.count else 0 end as missing
      from (${groups}) g left join factor f on f.currency = g.currency and f.at = g.at and g.currency <> ${to}`,
  }
}

/** By what a sum was made: `rows` of `worth`. JSON text as `Valuation` says. */
export const valuationOf = (ctx: Context, sql: Tx, rows: postgres.Fragment): postgres.Fragment => sql`(
  select json_build_object('currency', ${ctx.reportingCurrency}::text, 'today', ${today(ctx)}::text,
    'rates', coalesce((select json_agg(json_build_object('currency', g.currency, 'day', g.rate_day) order by g.currency)
      from (select distinct currency, rate_day from ${rows} where open and rate_day is not null and currency <> ${ctx.reportingCurrency}) g), '[]'),
    'missing', coalesce((select json_agg(json_build_object('currency', g.currency, 'count', g.count) order by g.currency)
      from (select currency, sum(missing) as count from ${rows} group by currency having sum(missing) > 0) g), '[]'))::text)`

/** A whole number as JSON that every reader reads alike: beyond what a double holds exactly, its digits as a text. */
export const exactly = (sql: Tx, column: string): postgres.Fragment =>
  sql`case when abs(${sql(column)}) <= ${sql.unsafe(String(Number.MAX_SAFE_INTEGER))} then to_json(${sql(column)}) else to_json(${sql(column)}::text) end`
