import { dayAt, isTimeZone, offsetAt } from '@sextant/db/core/time-zone.rules'
import { createSignal } from 'solid-js'
import { getRequestEvent, isServer } from 'solid-js/web'
import { keepZone, zoneFrom } from './preferences'

/** The time zone in which this reader reads days and clock times. Every screen asks here, and nothing asks the browser's clock for a day. */

const [told, setTold] = createSignal<string>()

/** That of the profile, as the session tells it; before it does, what it was the last time, or the browser's. */
export function readerZone(): string {
  if (isServer) return known(zoneFrom(getRequestEvent()?.request.headers.get('cookie'))) ?? 'UTC'
  return told() ?? known(zoneFrom(document.cookie)) ?? browserZone()
}

/** A zone that an old browser does not know is read in its own. */
const known = (zone: string | undefined) => (zone && isTimeZone(zone) ? zone : undefined)

/** Where the browser says that it is. */
export const browserZone = (): string => known(new Intl.DateTimeFormat().resolvedOptions().timeZone) ?? 'UTC'

/** The session has told in which zone is read. */
export function readIn(zone: string): void {
  if (isServer || !known(zone)) return
  keepZone(zone)
  setTold(zone)
}

/** The reader's day at a moment, as `2026-11-18`. */
export const dayOf = (at: Date): string => dayAt(at.getTime(), readerZone())

/** Whether the clocks of two zones show the same now. */
export const showTheSame = (a: string, b: string, now: Date): boolean =>
  offsetAt(now.getTime(), a) === offsetAt(now.getTime(), b)
