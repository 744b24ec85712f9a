import type { Kept } from './answer-store'
import type { CacheState } from './cached'
import { isKnown } from './conditional'

/** What every sending of a kept answer says of it. */
export const keptHeaders = ({ etag }: Kept, state: CacheState): Record<string, string> => ({
  etag,
  'cache-control': 'private, no-cache',
  vary: 'Cookie, Authorization, Sextant-Time-Zone',
  'x-cache': state,
  'content-type': 'application/json',
})

/** A kept answer as a response, or 304 when the caller has it. */
export function sendKept(
  { etag, body }: Kept,
  ifNoneMatch: string | null,
  headers: Headers | Record<string, string>,
): Response {
  if (ifNoneMatch !== null && isKnown(ifNoneMatch, etag)) return new Response(null, { status: 304, headers })
  return new Response(body, { headers })
}
