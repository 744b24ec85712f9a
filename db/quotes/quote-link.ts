import { createHmac, timingSafeEqual } from 'node:crypto'

const macOf = (secret: string, id: Uint8Array): Buffer =>
  createHmac('sha256', secret).update('quote link ').update(id).digest()

/** What stands behind `/q/` in the address of a link: its id, and a seal that nobody makes without the secret of the installation. */
export function linkToken(secret: string, linkId: string): string {
  const id = Buffer.from(linkId.replaceAll('-', ''), 'hex')
  return `${id.toString('base64url')}.${macOf(secret, id).toString('base64url')}`
}

/** The id of the link whose token it is; undefined for one that Sextant has not made. Nothing is looked up for it. */
export function linkOf(secret: string, token: string): string | undefined {
  const [id, seal, ...rest] = token.split('.')
  if (!id || !seal || rest.length || id.length !== 22 || seal.length !== 43) return undefined
  const bytes = Buffer.from(id, 'base64url')
  const given = Buffer.from(seal, 'base64url')
  // Bits beyond the last byte would make other writings of the same token.
  if (bytes.length !== 16 || bytes.toString('base64url') !== id || given.toString('base64url') !== seal)
    return undefined
  const made = macOf(secret, bytes)
  if (given.length !== made.length || !timingSafeEqual(given, made)) return undefined
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
