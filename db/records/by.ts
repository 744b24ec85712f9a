import type { Context } from '../core/context'
import { databaseInstant } from '../core/field.model'
import { dayAt } from '../core/time-zone.rules'
import { type By, type Way, ways } from './change.model'

/** By what the asker writes: the cause says it, and without one it is somebody's hand. `at` is another moment than now. */
export function byOf(ctx: Context, at: Date = ctx.clock()): By {
  const way: Way = ctx.cause && ctx.cause.type in ways ? (ctx.cause.type as Way) : 'hand'
  return {
    way,
    ...ways[way],
    now: databaseInstant(at.toISOString()),
    // Few rules ask for the day, and a calendar takes its time.
    get today() {
      return dayAt(at.getTime(), ctx.timeZone)
    },
    owner: ctx.actor.type === 'user' ? ctx.access.memberId : null,
    author: ctx.access.memberId,
    undoes: way === 'undo' ? ctx.cause!.id : null,
  }
}
