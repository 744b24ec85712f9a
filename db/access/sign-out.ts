import type postgres from 'postgres'
import type { Context, Position, Written } from '../core/context'
import type { Tx } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { appendEvents, writtenIn } from '../events/append-events'
import { authenticationOf } from './authentication'
import { type Caller, contextOf } from './caller'
import { expiredCookie, tokenFrom } from './session-cookie'
import { sessionRevoked } from './start-session'

/** Ends the session that the request came with, if any, on every edge. Gives the header that clears the cookie. */
export async function signOut(caller: Caller): Promise<{ cookie: string }> {
  const authentication = authenticationOf(caller.db)
  const token = tokenFrom(authentication, caller.headers)
  if (token) await endSession(caller, token)
  return { cookie: expiredCookie(authentication) }
}

async function endSession(caller: Caller, token: string): Promise<void> {
  const ended = await caller.db.system.begin(async tx => {
    const [ended] = await tx<{ id: string; workspaceId: string | null; userId: string; name: string }[]>`
        delete from session s using "user" u where s.token = ${token} and u.id = s.user_id
        returning s.id, s.active_workspace_id as workspace_id, u.id as user_id, u.name`
    if (!ended?.workspaceId) return
    const ctx = contextOf(caller, ended.workspaceId, { type: 'user', id: ended.userId, name: ended.name })
    const revoked = [sessionRevoked(ended.id)]
    return { position: await appendEvents(ctx, tx, revoked), written: writtenIn(ended.workspaceId, revoked) }
  })
  if (ended) caller.onWrite?.(ended.position, ended.written)
}

/** Ends every session of the person, this one included. Gives how many there were, and the header that clears the cookie. */
export async function signOutEverywhere(
  ctx: Context,
  userId: string,
): Promise<{ ended: number; cookie: string }> {
  const ended = await endSessions(ctx, sql => sql`user_id = ${userId}`)
  return { ended, cookie: expiredCookie(authenticationOf(ctx.db)) }
}

/** Ends every session of the person but this one. Gives how many there were. */
export const signOutElsewhere = (ctx: Context, userId: string, sessionId: string): Promise<number> =>
  endSessions(ctx, sql => sql`user_id = ${userId} and id <> ${sessionId}`)

/** Ends one session of the person. Throws `not_found`, also for somebody else's. */
export async function signOutThere(ctx: Context, userId: string, sessionId: string): Promise<void> {
  const ended = isUuid(sessionId)
    ? await endSessions(ctx, sql => sql`user_id = ${userId} and id = ${sessionId}`)
    : 0
  if (ended === 0) throw notFound('session')
}

/** Ends sessions on every edge. Gives how many there were. */
async function endSessions(ctx: Context, which: (sql: Tx) => postgres.Fragment): Promise<number> {
  const written: Written[] = []
  let last: Position | undefined
  const ended = await ctx.db.system.begin(async tx => {
    const sessions = await tx<{ id: string; workspaceId: string | null }[]>`
      delete from session where ${which(tx)} returning id, active_workspace_id as workspace_id`
    for (const { id, workspaceId } of sessions) {
      const [where, revoked] = [workspaceId ?? ctx.workspaceId, [sessionRevoked(id)]]
      last = await appendEvents({ ...ctx, workspaceId: where }, tx, revoked)
      written.push(...writtenIn(where, revoked))
    }
    return sessions.length
  })
  if (last) ctx.onWrite?.(last, written)
  return ended
}
