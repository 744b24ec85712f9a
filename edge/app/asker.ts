import { accessAs } from '@sextant/db/access/policy.rules'
import type { Context } from '@sextant/db/core/context'
import type { Door } from './door'
import { cookieValue, type Known } from './identity'
import { writePosition, xidOf } from './position'

const nowhere = '00000000-0000-0000-0000-000000000000'

/** The context of a request. Nobody (on a public route) has a workspace that does not exist, and may nothing in it. */
export function contextOf(
  door: Door,
  known: Known | null,
  request: { id: string; timeZone?: string; traceparent?: string; wrote: (position: string) => void },
): Context {
  const workspaceId = known?.workspaceId ?? nowhere
  return {
    db: door.db,
    workspaceId,
    actor: known
      ? { type: known.kind, id: known.id, name: known.name }
      : { type: 'system', id: null, name: 'Nobody' },
    access: known?.access ?? accessAs('read_only'),
    clock: door.clock,
    locale: known?.locale ?? 'en',
    timeZone: request.timeZone ?? known?.timeZone ?? 'UTC',
    workspaceTimeZone: known?.workspaceTimeZone ?? 'UTC',
    currency: known?.currency ?? 'EUR',
    reportingCurrency: known?.reportingCurrency ?? 'EUR',
    requestId: request.id,
    traceparent: request.traceparent,
    onWrite: (position, written) => {
      door.noteOwn(position.xid, written)
      request.wrote(writePosition(position))
    },
  }
}

/**
 * The transaction of the session's last write, when this process has not got that far: then it becomes part of the question, and
 * no answer from before it can be given. A browser brings it in a cookie, a key in the header it was told.
 */
export function unreachedPosition(door: Door, headers: Headers, by: Known['by'] | undefined): string {
  const xid = lastWrite(headers, by)
  return xid === undefined || door.tail.hasSeen(xid) || door.isOwn(xid) ? '' : xid
}

/** Whether the tail has told all listeners of what the session wrote last: what they remember is then not from before it. */
export function hasToldLastWrite(door: Door, headers: Headers): boolean {
  const xid = lastWrite(headers, 'cookie')
  return xid === undefined || door.tail.hasSeen(xid)
}

function lastWrite(headers: Headers, by: Known['by'] | undefined): string | undefined {
  const header = headers.get('sextant-position')
  const cookies = header || by === 'bearer' ? null : headers.get('cookie')
  const position = header ?? (cookies ? cookieValue(cookies, 'sx_at=') : undefined)
  return position ? xidOf(position) : undefined
}

export const positionCookie = (position: string, secure: boolean): string =>
  `sx_at=${position}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
