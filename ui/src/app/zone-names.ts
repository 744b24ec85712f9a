import { isTimeZone } from '@sextant/db/core/time-zone.rules'
import { beside, readerTag } from './format'

/** Names that Chromium still lists under a place's former one, and what the place is called now. */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Louisville': 'America/Kentucky/Louisville',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

/** The name by which a zone is kept, whatever a browser calls it. */
export function presentName(zone: string): string {
  const present = renamed[zone]
  return present && isTimeZone(present) ? present : zone
}

interface ZoneWords {
  /** “Japan Standard Time”, in the reader's language. That of UTC is its offset. */
  name: string
  /** “GMT+9”, as of now. */
  offset: string
}

const part = (zone: string, timeZoneName: 'longGeneric' | 'shortOffset') =>
  new Intl.DateTimeFormat(readerTag(), { timeZone: zone, timeZoneName })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone

const wordsOf = (zone: string): ZoneWords => ({
  name: part(zone, 'longGeneric'),
  offset: part(zone, 'shortOffset'),
})

/** “Japan Time”, in the reader's language. */
export const zoneName = (zone: string): string => wordsOf(zone).name

/** The zones to choose from, found by place, by name and by offset. Made when first asked for: it takes the browser a tenth of a second. */
export function zoneOptions(): readonly { value: string; label: string }[] {
  made ??= [...new Set([...Intl.supportedValuesOf('timeZone').map(presentName), 'UTC'])].sort().map(zone => {
    const { name, offset } = wordsOf(zone)
    return { value: zone, label: beside(zone.replaceAll('_', ' '), offset, !/\d/.test(name) && name) }
  })
  return made
}
let made: readonly { value: string; label: string }[] | undefined
