import { authorise, type Context } from '../core/context'
import { conflict } from '../core/errors'
import { write } from '../events/write'
import { calendarEvents } from './calendars.events'
import { chosenBy } from './calendars.queries'
import { takeTurns } from './create-calendar'
import { lockCalendar } from './update-calendar'

/** How many of those who work by a calendar are named. */
const mostNamed = 5

/**
 * Removes a calendar by which nobody works; what was worked by it stays so. Throws `conflict`: `calendar.in_use` with who works by it,
 * `calendar.is_default` for the workspace's.
 */
export async function removeCalendar(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'calendar', 'archive')
  await write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    const { name } = await lockCalendar(tx, id)
    const users = await tx<{ name: string }[]>`
      select m.name from member m where m.workspace_id = ${ctx.workspaceId} and m.deleted_at is null
        and ${id} = (${chosenBy(tx, tx`member_id = m.id`)}) order by m.name, m.id`
    if (users.length)
      throw conflict(
        'Somebody works by this calendar. Give them another first.',
        {
          n: users.length,
          who: users
            .slice(0, mostNamed)
            .map(user => user.name)
            .join(', '),
        },
        'calendar.in_use',
      )
    const [usual] = await tx<{ calendarId: string | null }[]>`${chosenBy(tx, tx`member_id is null`)}`
    if (usual?.calendarId === id)
      throw conflict(
        'The workspace works by this calendar. Make another one its default first.',
        { name },
        'calendar.is_default',
      )
    await tx`update calendar set deleted_at = ${ctx.clock().toISOString()} where id = ${id}`
    emit(calendarEvents.archived(id, { name }))
  })
}
