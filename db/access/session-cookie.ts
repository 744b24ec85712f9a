import { Buffer } from 'node:buffer'
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Authentication } from './authentication'

/** The session's token from the request's cookie, or undefined when there is none or its signature is not ours. */
export function tokenFrom(
  { secret, cookie }: Pick<Authentication, 'secret' | 'cookie'>,
  given: Headers | string,
): string | undefined {
  const value = typeof given === 'string' ? given : cookieValue(given.get('cookie'), cookie)
  if (!value) return undefined
  const signed = decoded(value)
  const dot = signed.lastIndexOf('.')
  if (dot < 1) return undefined
  const token = signed.slice(0, dot)
  const expected = createHmac('sha256', secret).update(token).digest()
  const signature = Buffer.from(signed.slice(dot + 1), 'base64')
  return signature.length === expected.length && timingSafeEqual(signature, expected) ? token : undefined
}

/** The header that makes the browser forget the session. */
export const expiredCookie = ({ cookie, secure }: Pick<Authentication, 'cookie' | 'secure'>): string =>
  `${cookie}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** What a Cookie header says of a name. */
export function cookieValue(header: string | null, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
