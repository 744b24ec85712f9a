import { stale } from './errors'

/** The versions upon which a caller will have its change made; absent: whatever the record's is. */
export type ExpectedVersion = number | readonly number[]

/** Throws `stale` unless the record's version is one of those expected. */
export function checkVersion(expected: ExpectedVersion | undefined, version: number): void {
  if (expected !== undefined && ![expected].flat().includes(version)) throw stale()
}
