import type { Caller } from '@sextant/db/access/caller'
import { userOf } from '@sextant/db/access/read-session'
import { Fault } from '@sextant/db/core/errors'
import type { Asked } from '../app/route'

type Request = Pick<Asked<unknown, unknown>, 'ctx' | 'http' | 'address' | 'identity'>

/** A request as sign-in sees it, before or aside from who it is. */
export const callerOf = ({ ctx, http, address }: Request): Caller => ({
  db: ctx.db,
  clock: ctx.clock,
  requestId: ctx.requestId,
  traceparent: ctx.traceparent,
  address,
  headers: http.req.raw.headers,
  onWrite: ctx.onWrite,
})

/** The session of a person and who it is. A key has none: throws `unauthenticated`. */
export async function personOf({ ctx, identity }: Request): Promise<{ sessionId: string; userId: string }> {
  if (!identity?.sessionId)
    throw new Fault('unauthenticated', 'Only a person who is signed in can do this.', {
      rule: 'access.signed_out',
    })
  return {
    sessionId: identity.sessionId,
    userId: identity.userId ?? (await userOf(ctx, identity.sessionId)),
  }
}
