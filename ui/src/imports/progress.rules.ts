import type { Import } from '@sextant/db/imports/import.model'

/** Rows a second over the last observations, or undefined while too little is known. */
export function rateOf(seen: readonly { at: number; rows: number }[]): number | undefined {
  const first = seen[0]
  const last = seen.at(-1)
  if (!first || !last || last.at - first.at < 900 || last.rows <= first.rows) return undefined
  return ((last.rows - first.rows) * 1000) / (last.at - first.at)
}

/** “about 40 s”, “3 min”, “1 h 20 min”: coarse, since it is a guess. */
export function spanOf(
  seconds: number,
): { unit: 'seconds' | 'minutes'; n: number } | { unit: 'hours'; n: number; m: number } {
  if (seconds < 90)
    return {
      unit: 'seconds',
      n: Math.max(1, seconds < 10 ? Math.ceil(seconds) : Math.round(seconds / 5) * 5),
    }
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return { unit: 'minutes', n: minutes }
  return { unit: 'hours', n: Math.floor(minutes / 60), m: minutes % 60 }
}

/** The share of the file that was read, 0 to 1, by bytes: rows in all are an estimate until the end. */
export function shareRead({
  state,
  byteOffset,
  bytes,
  counts,
  rowsTotal,
}: Pick<Import, 'state' | 'byteOffset' | 'bytes' | 'counts' | 'rowsTotal'>): number {
  if (['done', 'undoing', 'undone'].includes(state)) return 1
  if (bytes > 0 && byteOffset > 0) return Math.min(1, byteOffset / bytes)
  return rowsTotal ? Math.min(1, counts.read / rowsTotal) : 0
}
