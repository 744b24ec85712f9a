import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, in letters that a URL and a header take as they are. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** SHA-256 in hex. Enough for a secret of 256 random bits: there is nothing to guess from. */
export const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex')
