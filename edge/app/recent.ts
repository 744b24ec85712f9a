import type { Clock } from '@sextant/db/core/clock'
import type { TailEvent } from '@sextant/db/events/tail.queries'
import type { Tail } from './tail'

/** For how long what happened is kept, and the most of it. */
const keptMs = 60_000
const mostKept = 5000

/**
 * What this process was told of lately. A page reads its data first and then opens its stream: what happened in between is told
 * from here, without asking the database.
 */
export function createRecent(tail: Pick<Tail, 'subscribe'>, clock: Clock) {
  let kept: { at: number; event: TailEvent }[] = []
  let forgotTo = clock().getTime()
  const stop = tail.subscribe(({ events, anew }) => {
    const now = clock().getTime()
    if (anew) {
      kept = []
      forgotTo = now
    }
    for (const event of events) kept.push({ at: now, event })
    const from = Math.max(
      kept.findIndex(({ at }) => at >= now - keptMs),
      kept.length - mostKept,
    )
    if (from <= 0) return
    forgotTo = kept[from - 1]!.at
    kept = kept.slice(from)
  })
  return {
    /** The workspace's events told in the last `ms` milliseconds; undefined when not all of them are known any more. */
    since(ms: number, workspaceId: string): TailEvent[] | undefined {
      const from = clock().getTime() - ms
      if (from < forgotTo) return undefined
      return kept
        .filter(one => one.at >= from && one.event.workspaceId === workspaceId)
        .map(({ event }) => event)
    },
    stop,
  }
}
