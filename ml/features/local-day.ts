const quarterMs = 900_000

/**
 * Tells the day (`2026-01-31`) of a moment (epoch ms) by the clocks of a time zone (IANA). The days of every zone begin at a quarter of an hour of
 * UTC, so the clocks are asked once for each of those that occur.
 */
export function localDayIn(timeZone: string): (atMs: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const known = new Map<number, string>()
  return atMs => {
    const quarter = Math.floor(atMs / quarterMs)
    const day = known.get(quarter) ?? format.format(quarter * quarterMs)
    known.set(quarter, day)
    return day
  }
}
