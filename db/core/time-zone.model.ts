import * as v from 'valibot'
import { isTimeZone } from './time-zone.rules'

/** The name of a time zone in the IANA database. */
export const TimeZone = v.pipe(
  v.string(),
  v.maxLength(64),
  v.check(isTimeZone, 'Write a time zone such as Europe/Paris.'),
)
