import { slipsBetween } from '../core/slips.rules'

/**
 * Lower case by Unicode's simple mapping, one code point for one code point and without context: exactly what Postgres
 * does in `lower(x COLLATE "pg_c_utf8")`. So İ becomes i (not i with a dot above), Σ always σ, and ß stays ß.
 */
export function fold(text: string): string {
  let folded = ''
  for (const point of text) folded += point === 'İ' ? 'i' : point.toLowerCase()
  return folded
}

/** Whether Postgres can hold the text: no NUL, no half of a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text)

/** The candidate that was most likely meant, or undefined when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = slipsBetween(fold(word).slice(0, 100), fold(candidate), bestDistance)
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}
