import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { conflict, refused } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { nameKey } from '../core/keys'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { calendarEvents } from './calendars.events'
import { type Calendar, CalendarCreate, most, type WorkingHours } from './calendars.model'
import { readCalendar } from './calendars.queries'
import { type CalendarFault, faultOfHours } from './calendars.rules'

/**
 * Another calendar; the first one becomes the workspace's. Throws `conflict` (`calendar.name_taken`), and `refused` by the rule that its hours break
 * (`calendar.spans_overlap`, …).
 */
export async function createCalendar(ctx: Context, input: unknown): Promise<Calendar> {
  authorise(ctx, 'calendar', 'create')
  const { name, country = null, region = null, ...hours } = parse(CalendarCreate, input)
  refuseFault(faultOfHours(hours))
  const id = uuidv7()
  await write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    const others = await tx<{ id: string; name: string }[]>`
      select id, name from calendar where workspace_id = ${ctx.workspaceId} and deleted_at is null`
    refuseTaken(name, others)
    if (others.length >= most.calendars)
      throw conflict(`At most ${most.calendars} calendars.`, { n: most.calendars }, 'calendar.too_many')
    const now = ctx.clock().toISOString()
    await tx`insert into calendar ${tx({ id, workspace_id: ctx.workspaceId, name, country, region, version: 1, created_at: now })}`
    await keepHours(ctx, tx, { id, version: 1, hours })
    emit(
      calendarEvents.created(
        id,
        { version: 1 },
        { after: { name, timeZone: hours.timeZone, week: hours.week } },
      ),
    )
    if (others.length === 0) {
      await keepChoice(ctx, tx, { memberId: null, calendarId: id })
      emit(calendarEvents.chosen(id))
    }
  })
  return readCalendar(ctx, id)
}

/** Two who write calendars of a workspace at the same moment take turns. */
export const takeTurns = (ctx: Context, tx: Tx) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`calendar ${ctx.workspaceId}`}, 0))`

export function refuseFault(fault: CalendarFault | undefined): void {
  if (fault) throw refused(fault.rule, fault.message, fault.params)
}

export function refuseTaken(name: string, others: readonly { name: string }[]): void {
  if (others.some(other => nameKey(other.name) === nameKey(name)))
    throw conflict('There is already a calendar of this name.', { name }, 'calendar.name_taken')
}

/** From now on these are the hours of the calendar. */
export const keepHours = (
  ctx: Context,
  tx: Tx,
  { id, version, hours }: { id: string; version: number; hours: WorkingHours },
) =>
  tx`insert into calendar_hours ${tx({
    workspace_id: ctx.workspaceId,
    calendar_id: id,
    version,
    held_from: ctx.clock().toISOString(),
    hours: tx.json(hours as never),
  })}`

/** From now on the member, or without one the workspace, works by this calendar. */
export const keepChoice = (
  ctx: Context,
  tx: Tx,
  { memberId, calendarId }: { memberId: string | null; calendarId: string | null },
) =>
  tx`insert into calendar_choice ${tx({
    id: uuidv7(),
    workspace_id: ctx.workspaceId,
    member_id: memberId,
    calendar_id: calendarId,
    held_from: ctx.clock().toISOString(),
  })}`
