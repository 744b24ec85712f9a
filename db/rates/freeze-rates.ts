import type postgres from 'postgres'
import type { Tx } from '../core/database'
import type { Write } from '../events/write'

/** The last rate of each known currency on or before `day`, a column or a value, as rows of currency, rate and day. Looks each up by itself: a year of rates is not read. */
export const ratesInForce = (sql: Tx, workspaceId: string, day: postgres.Fragment): postgres.Fragment => sql`(
  with recursive known as (
    (select currency from exchange_rate where workspace_id = ${workspaceId} order by currency limit 1)
    union all
    select (select r.currency from exchange_rate r where r.workspace_id = ${workspaceId} and r.currency > k.currency order by r.currency limit 1)
    from known k where k.currency is not null)
  select k.currency, r.rate, r.day, r.source from known k cross join lateral (
    select rate, x.day, source from exchange_rate x
    where x.workspace_id = ${workspaceId} and x.currency = k.currency and x.day <= ${day} order by x.day desc limit 1) r)`

/**
 * What is closed on these days is valued for ever at the rates that are in force now for each day. A rate that a day has stays, whatever is said of
 * rates later; a currency that had none by then gets it now.
 */
export function freezeRates({ tx, send }: Write, workspaceId: string, days: readonly string[]): void {
  if (days.length === 0) return
  send(tx`
    insert into closing_rate (workspace_id, day, currency, rate, rate_day)
    select ${workspaceId}, d.day, r.currency, r.rate, r.day
    from unnest(${[...days].toSorted()}::date[]) d(day) cross join lateral ${ratesInForce(tx, workspaceId, tx`d.day`)} r
    where not exists (
      select from closing_rate c where c.workspace_id = ${workspaceId} and c.day = d.day and c.currency = r.currency)
    order by d.day, r.currency
    on conflict do nothing`)
}

/** Days on which something was closed, or a quote sent, before there was a rate of these currencies now have the last one before, where there is any. */
export async function freezeMissing(
  tx: Tx,
  workspaceId: string,
  currencies: readonly string[],
): Promise<void> {
  await tx`
    insert into closing_rate (workspace_id, day, currency, rate, rate_day)
    select ${workspaceId}, d.day, c.currency, r.rate, r.day
    from (select closed_on as day from deal where workspace_id = ${workspaceId} and closed_on is not null
      union select issued_on from quote_version where workspace_id = ${workspaceId} and issued_on is not null) d
    cross join unnest(${[...currencies]}::text[]) c(currency)
    cross join lateral (
      select rate, x.day from exchange_rate x
      where x.workspace_id = ${workspaceId} and x.currency = c.currency and x.day <= d.day order by x.day desc limit 1) r
    order by 2, 3
    on conflict do nothing`
}
