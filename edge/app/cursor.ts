import { createHmac, timingSafeEqual } from 'node:crypto'
import { malformed } from './problem'

/**
 * Cursors are opaque and signed: bound to what they page through (workspace, entity, sort, filter), so that one cannot be
 * made up, changed, or carried to another list. Throws `malformed` at `?after` for any that is not ours.
 */
export function createCursors(secret: string) {
  const key = createHmac('sha256', secret).update('sextant cursor').digest()
  const sign = (payload: string, bound: readonly unknown[]) =>
    createHmac('sha256', key)
      .update(JSON.stringify(bound))
      .update('\n')
      .update(payload)
      .digest()
      .subarray(0, 16)

  return {
    seal(values: unknown, bound: readonly unknown[]): string {
      const payload = Buffer.from(JSON.stringify(values)).toString('base64url')
      return `${payload}.${sign(payload, bound).toString('base64url')}`
    },
    open(cursor: string, bound: readonly unknown[]): unknown {
      const [payload = '', signature = '', more] = cursor.length > 4000 ? [] : cursor.split('.')
      const given = Buffer.from(signature, 'base64url')
      const right = sign(payload, bound)
      const ours = more === undefined && given.length === right.length && timingSafeEqual(given, right)
      // Base64 has several spellings of the same bytes; only ours is accepted.
      if (!ours || given.toString('base64url') !== signature)
        throw malformed([
          {
            pointer: '?after',
            code: 'cursor',
            message: 'This cursor is not one of this list. Begin again without it.',
          },
        ])
      return JSON.parse(Buffer.from(payload, 'base64url').toString())
    },
  }
}
export type Cursors = ReturnType<typeof createCursors>
