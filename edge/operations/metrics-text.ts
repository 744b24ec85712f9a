import type { RelayLag } from '@sextant/db/relay/relay-lag.model'
import { relayLag } from '@sextant/db/relay/relay-lag.queries'
import type { Door } from '../app/door'

const lagKeptMs = 5000
const known = new WeakMap<Door, { at: number; lag: Promise<RelayLag[]> }>()

/** This process' metrics and, asked at most every five seconds, the relay's lag. */
export async function metricsText(door: Door): Promise<string> {
  const { hit, miss, bypass, shared } = door.cached.counts
  const gauge = (name: string, value: number) => [`# TYPE ${name} gauge`, `${name} ${value}`]
  const lines = [
    ...door.metrics.lines(),
    '# TYPE sextant_cache_answers_total counter',
    ...Object.entries({ hit, miss, bypass, shared }).map(
      ([state, count]) => `sextant_cache_answers_total{state="${state}"} ${count}`,
    ),
    ...statementLines(door.db.statements()),
    ...gauge('sextant_cache_bytes', door.answers.bytes()),
    ...gauge('sextant_cache_entries', door.answers.size()),
    ...gauge('sextant_store_up', door.store?.illSince() ? 0 : 1),
    ...gauge('sextant_log_followed', door.tail.isFresh() ? 1 : 0),
    ...gauge('sextant_live_streams', door.streams.total()),
  ]
  const lag = await lagOf(door).catch((): RelayLag[] => [])
  lines.push(
    '# TYPE sextant_relay_lag_seconds gauge',
    ...lag.map(one => `sextant_relay_lag_seconds{consumer="${one.consumer}"} ${one.lagSeconds}`),
  )
  lines.push(
    '# TYPE sextant_relay_behind_events gauge',
    ...lag.map(one => `sextant_relay_behind_events{consumer="${one.consumer}"} ${one.behind}`),
  )
  return `${lines.join('\n')}\n`
}

const statementLines = (count: number | undefined): string[] =>
  count === undefined
    ? []
    : ['# TYPE sextant_sql_statements_total counter', `sextant_sql_statements_total ${count}`]

function lagOf(door: Door): Promise<RelayLag[]> {
  const at = door.clock().getTime()
  const last = known.get(door)
  if (last && at - last.at < lagKeptMs) return last.lag
  const lag = relayLag(door.db)
  known.set(door, { at, lag })
  return lag
}
