import { isTimeZone } from '@sextant/db/core/time-zone.rules'
import { malformed } from './problem'

export const zoneHeader = 'Sextant-Time-Zone'

/** The time zone in which a request wants days to be meant, other than that of who asks; undefined: none is named. Throws `malformed` for what is none. */
export function askedZone(headers: Headers): string | undefined {
  const zone = headers.get(zoneHeader)
  if (zone === null) return undefined
  if (zone.length > 64 || !isTimeZone(zone))
    throw malformed([
      { pointer: '', code: 'time_zone', message: `${zoneHeader} takes a time zone such as Europe/Paris.` },
    ])
  return zone
}

/** All about the asker that can change an answer, with the zone that the request names: what an answer is kept under. */
export const permissionIn = (permission: string, zone: string | undefined): string =>
  zone === undefined ? permission : `${permission} ${zone}`
