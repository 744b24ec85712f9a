import type { Position } from '../core/context'
import type { Sql } from '../core/database'

/** No pause is as long as this: one that seems to be was noted before the clock was set back. */
const LONGEST_PAUSE_MINUTES = 5

/** A consumer's place in the log. `waiting` is true while a failure's pause lasts. */
export interface Cursor extends Position {
  failures: number
  waiting: boolean
}

/** Makes the cursors of new consumers, at the start of the log. */
export async function ensureCursors(system: Sql, consumers: readonly string[]): Promise<void> {
  await system`
    insert into relay_cursor (consumer) select unnest(${[...consumers]}::text[]) on conflict do nothing`
}

/** How far a consumer has got, and whether it is to wait before its next attempt; undefined before it was made. */
export async function readCursor(system: Sql, consumer: string): Promise<Cursor | undefined> {
  const [cursor] = await system<Cursor[]>`
    select xid, seq::text, failures, coalesce(retry_at > clock_timestamp()
      and retry_at < clock_timestamp() + make_interval(mins => ${LONGEST_PAUSE_MINUTES}), false) as waiting
    from relay_cursor where consumer = ${consumer}`
  return cursor
}

/**
 * Moves a cursor on from where it was read, and ends its failing. False when another relay has moved it meanwhile: then that one has
 * done the work, or is doing it again, which consumers bear.
 */
export async function advanceCursor(
  system: Sql,
  consumer: string,
  from: Position,
  to: Position,
): Promise<boolean> {
  const moved = await system`
    update relay_cursor set xid = ${to.xid}, seq = ${to.seq}, consumed_at = clock_timestamp(),
      failing_since = null, failure = null, failures = 0, retry_at = null
    where consumer = ${consumer} and xid = ${from.xid} and seq = ${from.seq}`
  return moved.count === 1
}

/** Notes that a batch failed, and when to try it again. The cursor stays: nothing is dropped. */
export async function noteFailure(
  system: Sql,
  consumer: string,
  failure: string,
  retryInMs: number,
): Promise<void> {
  await system`
    update relay_cursor set failing_since = coalesce(failing_since, clock_timestamp()), failure = ${failure},
      failures = failures + 1, retry_at = clock_timestamp() + make_interval(secs => ${retryInMs / 1000})
    where consumer = ${consumer}`
}
