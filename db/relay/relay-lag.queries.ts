import type { Database } from '../core/database'
import { type LateConsumer, lateAfterSeconds } from '../operations/part-health.rules'
import type { RelayLag } from './relay-lag.model'

const countedUpTo = 10_000

/**
 * How far each consumer of the log is behind, over all workspaces. Events that a long transaction keeps from being settled count too: whoever
 * waits for what they cause waits, whosever fault it is.
 */
export async function relayLag({ system }: Pick<Database, 'system'>): Promise<RelayLag[]> {
  const rows = await system<RelayLag[]>`/* watch */
    select c.consumer, waiting.behind::int as behind, coalesce(greatest(0, extract(epoch from now() - oldest.recorded_at)), 0)::float8 as lag_seconds,
      to_json(c.consumed_at)#>>'{}' as consumed_at, to_json(c.failing_since)#>>'{}' as failing_since, c.failure, c.failures::int as failures
    from relay_cursor c
    left join lateral (
      select count(*) as behind from (
        select 1 from event e where (e.xid, e.seq) > (c.xid::xid8, c.seq) limit ${countedUpTo}) counted) waiting on true
    left join lateral (
      select e.recorded_at from event e where (e.xid, e.seq) > (c.xid::xid8, c.seq)
      order by e.xid, e.seq limit 1) oldest on true
    order by c.consumer`
  return rows.map(row => ({ ...row }))
}

/** The consumers for which an event has waited for too long, and since when. Unlike `relayLag` it counts nothing: it is asked at each look at the health. */
export async function lateConsumers(system: Database['system']): Promise<LateConsumer[]> {
  const rows = await system<LateConsumer[]>`/* watch */
    select c.consumer, to_json(oldest.recorded_at)#>>'{}' as since
    from relay_cursor c
    cross join lateral (
      select e.recorded_at from event e where (e.xid, e.seq) > (c.xid::xid8, c.seq)
      order by e.xid, e.seq limit 1) oldest
    where oldest.recorded_at < now() - ${lateAfterSeconds} * interval '1 second'
    order by c.consumer`
  return rows.map(row => ({ ...row }))
}
