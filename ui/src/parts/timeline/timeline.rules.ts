/** Groups newest-first entries by the reader's own day. The key is year-month-day in the local zone. */
export function byDay<E extends { at: string }>(entries: readonly E[]): { day: string; entries: E[] }[] {
  const groups: { day: string; entries: E[] }[] = []
  for (const entry of entries) {
    const day = localDay(new Date(entry.at))
    const last = groups.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else groups.push({ day, entries: [entry] })
  }
  return groups
}

export const localDay = (date: Date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map(part => String(part).padStart(2, '0'))
    .join('-')
