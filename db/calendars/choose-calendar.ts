import { authorise, type Context } from '../core/context'
import { forbidden, invalid } from '../core/errors'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { calendarChoiceEvents, calendarEvents } from './calendars.events'
import { CalendarChoice } from './calendars.model'
import { chosenBy } from './calendars.queries'
import { keepChoice, takeTurns } from './create-calendar'
import { lockCalendar } from './update-calendar'

/** Makes a calendar the workspace's, from now on. Throws `not_found`. */
export async function makeDefault(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'calendar', 'update')
  await write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    await lockCalendar(tx, id)
    const [now] = await tx<{ calendarId: string | null }[]>`${chosenBy(tx, tx`member_id is null`)}`
    if (now?.calendarId === id) return
    await keepChoice(ctx, tx, { memberId: null, calendarId: id })
    emit(calendarEvents.chosen(id))
  })
}

/**
 * By which calendar somebody works from now on: oneself, or a member for who may change calendars. Throws `forbidden`, and `invalid` for a calendar or a member
 * that is not here.
 */
export async function chooseCalendar(ctx: Context, input: unknown): Promise<void> {
  authorise(ctx, 'calendar', 'read')
  const { calendarId, memberId = ctx.access.memberId } = parse(CalendarChoice, input)
  if (!memberId) throw forbidden('Only a person works by a calendar.', 'calendar.choose')
  if (memberId !== ctx.access.memberId) authorise(ctx, 'calendar', 'update')
  await write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    if (calendarId) await lockCalendar(tx, calendarId).catch(() => refuseMissing('calendarId', 'calendar'))
    const [member] = await tx`
      select 1 from member where workspace_id = ${ctx.workspaceId} and id = ${memberId} and deleted_at is null`
    if (!member) refuseMissing('memberId', 'member')
    const [now] = await tx<{ calendarId: string | null }[]>`${chosenBy(tx, tx`member_id = ${memberId}`)}`
    if ((now?.calendarId ?? null) === calendarId) return
    await keepChoice(ctx, tx, { memberId, calendarId })
    emit(calendarChoiceEvents.changed(memberId, { calendarId }))
  })
}

export function refuseMissing(field: string, entity: string): never {
  throw invalid([
    {
      pointer: `/${field}`,
      code: 'reference_missing',
      message: `There is no such ${entity} here.`,
      params: { field, entity },
    },
  ])
}
