import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const version = 'v1'

/** A key of its own for each use, from the one secret of the installation. */
const keyOf = (secret: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, 'sextant sealed values', version, 32))

/**
 * Closes a value that has to be read again, such as the password of a mail server, with AES-256-GCM under the installation's secret. `place` is where it is
 * kept, such as `mail_account <id>`: put anywhere else it does not open.
 */
export function sealed(secret: string, place: string, value: unknown): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), nonce)
  cipher.setAAD(Buffer.from(place))
  const closed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return [version, ...[nonce, cipher.getAuthTag(), closed].map(part => part.toString('base64url'))].join('.')
}

/** The value; undefined where it was closed with another secret, for another place, or was changed: it has to be given anew. */
export function unsealed(secret: string, place: string, text: string): unknown {
  const [made, ...parts] = text.split('.')
  const [nonce, tag, closed] = parts.map(part => Buffer.from(part, 'base64url'))
  if (made !== version || parts.length !== 3 || !nonce || !tag || !closed) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), nonce, { authTagLength: 16 })
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(tag)
    return JSON.parse(Buffer.concat([decipher.update(closed), decipher.final()]).toString('utf8'))
  } catch {
    return undefined
  }
}
