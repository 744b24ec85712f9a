import { Fault } from '../core/errors'

/** Which bytes of a blob: from the first to the last, both included, counted from 0. */
export interface ByteRange {
  first: number
  last: number
}

/**
 * Where the bytes of files are kept, each under a key of ours: names of people never reach it. A folder and a bucket do the same. What cannot be reached
 * is thrown as `unavailable` (`blobs.away`), a full disk as `unavailable` (`disk.full`).
 */
export interface BlobStore {
  /** Keeps a stream, as it comes; whole, or not at all. Throws what the stream throws. */
  put(key: string, bytes: AsyncIterable<Uint8Array>): Promise<void>
  /** The bytes, as they are taken: nothing is opened before the first is asked for. Throws `BlobGone` then, where there are none. */
  get(key: string, range?: ByteRange): AsyncGenerator<Uint8Array>
  /** How many bytes there are; undefined where there is no such key. */
  size(key: string): Promise<number | undefined>
  /** Doing it twice is doing it once. */
  drop(key: string): Promise<void>
  /** Every key that begins so, in any order. */
  list(prefix: string): AsyncGenerator<{ key: string; bytes: number }>
  /** Drops what was begun before a moment and never finished; gives how many. */
  dropUnfinished(before: Date): Promise<number>
}

/** There is nothing under this key. */
export class BlobGone extends Error {
  override readonly name = 'BlobGone'
}

/** A key: parts of letters, digits and dashes, with slashes between. Nothing in it leads elsewhere. */
export function checkKey(key: string): void {
  if (!/^[a-z0-9-]+(\/[a-z0-9-]+)*$/.test(key)) throw new Error('This is no key of a blob.')
}

/** The store does not do what it should at the moment. */
export const storeAway = (why: string): Fault =>
  new Fault(
    'unavailable',
    `The store of files does not answer as it should (${why}). Try again in a moment.`,
    {
      rule: 'blobs.away',
      retryAfterSeconds: 5,
    },
  )

export const diskFull = (): Fault =>
  new Fault('unavailable', 'The disk is full, so no file can be kept at the moment. What was kept is safe.', {
    rule: 'disk.full',
    retryAfterSeconds: 30,
  })
