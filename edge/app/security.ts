import { forbidden } from '@sextant/db/core/errors'

const year = 31_536_000

/** Headers of every answer of the API. It is never a page, so it may load nothing. */
export const apiHeaders = (secure: boolean): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  ...(secure ? { 'strict-transport-security': `max-age=${year}; includeSubDomains` } : {}),
})

/** Headers of a page. Only scripts of our own, and those in the page that carry this answer's nonce. */
export const pageHeaders = (secure: boolean, nonce: string): Record<string, string> => ({
  ...apiHeaders(secure),
  'content-security-policy': [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "media-src 'self' blob:",
    // What is shown in a frame is an answer of ours, with a stricter policy of its own.
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'geolocation=(), payment=(), usb=()',
})

/**
 * Headers of a page for somebody without an account, whose address is the secret that opens it: nobody keeps it, nothing tells where it was, no search finds it, and it
 * loads and sends no more than it needs.
 */
export const guestHeaders = (secure: boolean, nonce: string): Record<string, string> => ({
  ...pageHeaders(secure, nonce),
  'content-security-policy': [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow, noarchive',
})

/** Headers of a built file. A picture or style sheet that is opened by itself may do nothing; a worker has its script's policy. */
export const fileHeaders = (secure: boolean): Record<string, string> => ({
  ...apiHeaders(secure),
  'content-security-policy': "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
})

export const newNonce = (): string =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')

/**
 * Refuses a change that another site makes in a signed-in browser. Browsers say where a request comes from (Sec-Fetch-Site, else
 * Origin); a client that says neither is no browser and carries no cookie that was not meant. Throws `forbidden`.
 */
export function refuseCrossSite(headers: Headers, origin: string): void {
  const site = headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return
  const from = headers.get('origin')
  if (!site && !from) return
  if (!site && from && (from === origin || hostOf(from) === headers.get('host'))) return
  throw forbidden('This request comes from another site.', 'csrf')
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host
  } catch {
    return undefined
  }
}
