/** Rows of a long list that are worth having in the page, and the empty space above and below them, in pixels. */
export interface Window {
  start: number
  end: number
  above: number
  below: number
}

/** All rows have the same height, so the place of each is known without measuring. `end` is exclusive. */
export function windowOf(
  scrollTop: number,
  height: number,
  rowHeight: number,
  count: number,
  overscan = 8,
): Window {
  const last = Math.max(0, count - 1)
  const first = Math.min(last, Math.max(0, Math.floor(scrollTop / rowHeight)))
  const start = Math.max(0, first - overscan)
  const end = Math.min(count, first + Math.ceil(height / rowHeight) + overscan)
  return { start, end, above: start * rowHeight, below: (count - end) * rowHeight }
}
