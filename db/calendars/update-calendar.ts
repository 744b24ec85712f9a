import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { notFound } from '../core/errors'
import { checkVersion } from '../core/expected-version'
import { isUuid } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { calendarEvents } from './calendars.events'
import { type Calendar, CalendarUpdate, type WorkingHours } from './calendars.model'
import { readCalendar } from './calendars.queries'
import { faultOfHours } from './calendars.rules'
import { keepHours, refuseFault, refuseTaken, takeTurns } from './create-calendar'

/**
 * Changes a calendar from now on: what was worked before stays as it was. Throws as `createCalendar` does, and `stale` where `version` is not the calendar's
 * any more.
 */
export async function updateCalendar(ctx: Context, id: string, input: unknown): Promise<Calendar> {
  authorise(ctx, 'calendar', 'update')
  const { version, ...values } = parse(CalendarUpdate, input)
  await write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    const { hours, ...known } = await lockCalendar(tx, id)
    checkVersion(version, known.version)
    const before = { name: known.name, country: known.country, region: known.region, ...hours }
    const after = { ...before, ...values }
    const change = changeOf<typeof after>(before, after)
    if (!change) return
    const { timeZone, week, holidays } = after
    refuseFault(faultOfHours({ week, holidays }))
    if (change.after.name !== undefined)
      refuseTaken(
        after.name,
        await tx<{ name: string }[]>`
          select name from calendar where workspace_id = ${ctx.workspaceId} and deleted_at is null and id <> ${id}`,
      )
    const next = known.version + 1
    await tx`update calendar set name = ${after.name}, country = ${after.country}, region = ${after.region}, version = ${next} where id = ${id}`
    await keepHours(ctx, tx, { id, version: next, hours: { timeZone, week, holidays } })
    emit(calendarEvents.updated(id, { version: next }, change))
  })
  return readCalendar(ctx, id)
}

interface Locked {
  name: string
  country: string | null
  region: string | null
  version: number
  hours: WorkingHours
}

/** The calendar of this id, locked until the transaction ends. Throws `not_found`. */
export async function lockCalendar(tx: Tx, id: string): Promise<Locked> {
  const [row] = isUuid(id)
    ? await tx<Locked[]>`
        select c.name, c.country, c.region, c.version, h.hours from calendar c
        join calendar_hours h on h.calendar_id = c.id and h.version = c.version
        where c.id = ${id} and c.deleted_at is null for update of c`
    : []
  if (!row) throw notFound('calendar')
  return row
}
