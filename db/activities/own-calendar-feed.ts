import { digest, newSecret } from '../access/secrets'
import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { forbidden } from '../core/errors'
import { write } from '../events/write'
import { calendarFeedEvents } from './calendar-feed.events'
import type { CalendarFeed } from './calendar-feed.model'

/** Whose feed it is: that of the person who asks. A key has no calendar of its own. */
function personOf(ctx: Context): string {
  authorise(ctx, 'activity', 'read')
  const { memberId } = ctx.access
  if (ctx.actor.type !== 'user' || !memberId)
    throw forbidden('Only a person who is signed in has a calendar address.', 'calendar_feed.person')
  return memberId
}

export async function readCalendarFeed(ctx: Context): Promise<CalendarFeed> {
  const memberId = personOf(ctx)
  const [found] = await readOnce(
    ctx,
    sql => sql<{ feed: CalendarFeed }[]>`
      select json_build_object('createdAt', created_at, 'lastReadAt', last_read_at) as feed
      from calendar_feed where workspace_id = ${ctx.workspaceId} and member_id = ${memberId}`,
  )
  return found?.feed ?? { createdAt: null, lastReadAt: null }
}

/** Makes the asker's address, in place of the one before, which opens nothing any more. The token is in this answer and nowhere else. */
export async function makeCalendarFeed(ctx: Context): Promise<CalendarFeed & { id: string; token: string }> {
  const memberId = personOf(ctx)
  const token = newSecret()
  const createdAt = ctx.clock().toISOString()
  await write(ctx, async ({ tx, emit }) => {
    await tx`
      insert into calendar_feed (workspace_id, member_id, token_hash, created_at)
      values (${ctx.workspaceId}, ${memberId}, ${digest(token)}, ${createdAt})
      on conflict (workspace_id, member_id) do update
      set token_hash = excluded.token_hash, created_at = excluded.created_at, last_read_at = null`
    emit(calendarFeedEvents.created(memberId))
  })
  return { id: memberId, createdAt, lastReadAt: null, token }
}

/** Takes the asker's address back. Doing it twice is doing it once. */
export async function revokeCalendarFeed(ctx: Context): Promise<void> {
  const memberId = personOf(ctx)
  await write(ctx, async ({ tx, emit }) => {
    const gone = await tx`
      delete from calendar_feed where workspace_id = ${ctx.workspaceId} and member_id = ${memberId} returning 1`
    if (gone.length) emit(calendarFeedEvents.revoked(memberId))
  })
}
