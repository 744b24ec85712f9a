import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { Fields } from './field.model'
import { folded } from './folding.rules'
import { plainPhone } from './phone.rules'

/** Goes up with what `searchText` makes of a record: the next migration then makes the column `search` of all records anew. */
export const searchVersion = 2

const longest = 2000

/** What the database cannot hold is no part of any word. */
const storable = (text: string) => text.replaceAll('\u0000', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd')

/**
 * The text that search looks through: of the searched fields the words as they are looked for, each between spaces, the title's first and two spaces behind them; of
 * phone numbers also the digits, with their country's code and as they are dialled at home; of words with a hyphen the parts.
 */
export function searchText(fields: Fields, title: string, record: Readonly<Record<string, unknown>>): string {
  const others = Object.entries(fields).filter(([key, { traits }]) => traits.searched && key !== title)
  const name = wordsIn(record[title])
  const words = others.flatMap(([key]) => wordsIn(record[key]))
  const parts = [...name, ...words].filter(word => word.includes('-')).flatMap(word => word.split('-'))
  const text = [...name, '', ...words, ...parts.filter(part => part.length > 2)]
    .join(' ')
    .slice(0, longest)
    // Half of a character that was cut through.
    .replace(/\p{Surrogate}$/u, '')
  const phones = others.flatMap(([key, { kind }]) =>
    kind === 'phone' ? phoneDigits(record[key], record.country) : [],
  )
  return ` ${[text, ...phones].join(' ')} `
}

const wordsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? folded(storable(value)).split(/\s+/).filter(Boolean)
    : typeof value === 'number'
      ? [String(value)]
      : []

/** The digits as they are compared (`plainPhone`), dialled from abroad, and from home behind a `~`, for at home others may have the same. */
function phoneDigits(value: unknown, country: unknown): string[] {
  if (typeof value !== 'string' || value === '') return []
  const plain = plainPhone(value)
  const compared = plain.replace(' ', '')
  const parsed = parsePhoneNumberFromString(
    plain.startsWith(' ') ? value : `+${compared}`,
    (typeof country === 'string' ? country : undefined) as never,
  )
  if (!parsed?.isPossible())
    return [...new Set([plain.startsWith(' ') ? folded(value).replace(/[^0-9]/g, '') : compared, compared])]
  parsed.ext = undefined
  const abroad = parsed.number.slice(1)
  const home = parsed.formatNational().replace(/[^0-9]/g, '')
  const known = abroad.endsWith(home) ? abroad : `${abroad}~${home}`
  return known.includes(compared) ? [known] : [known, compared]
}
