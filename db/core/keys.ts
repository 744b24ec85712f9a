import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { asciiHost, emailKey } from './email-key.rules'
import { snakeCase } from './names.rules'

/** How a record is recognised as one that is already there. A unique key refuses a second live record in the workspace. */
export interface KeyRule {
  field: string
  as: 'email' | 'phone' | 'domain' | 'name' | 'exact'
  unique: boolean
}

/** The column a key is kept in: the field's own when it is compared exactly. */
export const keyColumn = (rule: KeyRule): string =>
  rule.as === 'exact' ? snakeCase(rule.field) : `${rule.as}_key`

/** The host without scheme, `www.`, path and port; one in the letters of a language in the ASCII form that the network knows it by. */
export function domainKey(domain: string): string {
  const host = domain
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/:?#].*$/, '')
  return asciiHost(host)
}

/** E.164, with the extension, which tells people of one switchboard apart. A national number is read in `country` (ISO 3166 alpha-2); one that cannot be read keeps its digits, so that equal spellings still meet. */
function phoneKey(phone: string, country?: string | null): string | undefined {
  const parsed = parsePhoneNumberFromString(phone, (country ?? undefined) as never)
  if (parsed?.isPossible()) return parsed.ext ? `${parsed.number}x${parsed.ext}` : parsed.number
  const digits = phone
    .replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) & 0xf))
    .replace(/\D/g, '')
    .replace(/^00/, '')
  return digits.length >= 5 ? digits : undefined
}

/** A name without case, accents, spaces and punctuation: “GTX Pro” and “GTXPro” are one product. A name of signs alone keeps them: 🚀 is not 🛰. */
export function nameKey(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{Z}\p{S}]/gu, '')
    .toLowerCase()
  return plain || name.normalize('NFKC').trim()
}

/** The key's value for a record, or null when the field is missing. */
export function keyOf(rule: KeyRule, record: Record<string, unknown>): string | null {
  const value = record[rule.field]
  if (typeof value !== 'string' || value === '') return null
  switch (rule.as) {
    case 'email':
      return emailKey(value)
    case 'domain':
      return domainKey(value)
    case 'phone':
      return phoneKey(value, typeof record.country === 'string' ? record.country : null) ?? null
    case 'name':
      return nameKey(value)
    case 'exact':
      return value
  }
}
