/** How a call usually ends; anything else is written. */
export const outcomes = [
  'reached',
  'noAnswer',
  'voicemail',
  'callBack',
  'notInterested',
  'wrongNumber',
] as const
