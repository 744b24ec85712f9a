import { dayAt, momentOf } from '@sextant/db/core/time-zone.rules'

/** Addresses as people type them: with commas, semicolons or spaces between, or in angle brackets. */
export const addressesIn = (text: string): string[] => [
  ...new Set(text.split(/[\s,;<>]+/).filter(part => part.includes('@'))),
]

const dayMs = 86_400_000

/** Nine o’clock in a zone, so many days from now. */
export const atNine = (now: Date, days: number, zone: string): Date => {
  const day = dayAt(now.getTime() + days * dayMs, zone)
  return new Date(momentOf(`${day}T09:00`, zone) ?? now.getTime() + days * dayMs)
}

/** When people want things to leave, in the reader's own time. */
export function laterMoments(now: Date, zone: string): { key: 'hour' | 'tomorrow' | 'monday'; at: Date }[] {
  const weekday = new Date(`${dayAt(now.getTime(), zone)}T00:00:00Z`).getUTCDay()
  return [
    { key: 'hour', at: new Date(now.getTime() + 3_600_000) },
    { key: 'tomorrow', at: atNine(now, 1, zone) },
    { key: 'monday', at: atNine(now, (8 - weekday) % 7 || 7, zone) },
  ]
}
