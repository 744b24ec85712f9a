import { dayAt } from '@sextant/db/core/time-zone.rules'

/** Groups newest-first entries by the day (`2026-11-18`) that the clocks of the reader's zone show. */
export function byDay<E extends { at: string }>(
  entries: readonly E[],
  zone: string,
): { day: string; entries: E[] }[] {
  const groups: { day: string; entries: E[] }[] = []
  for (const entry of entries) {
    const day = dayAt(Date.parse(entry.at), zone)
    const last = groups.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else groups.push({ day, entries: [entry] })
  }
  return groups
}
