import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
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

/** The address as one person would be recognised by: lower case, outer space removed. Dots and +tags stay: they tell mailboxes apart at many hosts. */
export const emailKey = (email: string): string => email.trim().normalize('NFKC').toLowerCase()

/** The host without scheme, `www.`, path and port. */
export const domainKey = (domain: string): string =>
  domain
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/:?#].*$/, '')

/** E.164. A national number is read in `country` (ISO 3166 alpha-2); one that cannot be read keeps its digits, so that equal spellings still meet. */
export function phoneKey(phone: string, country?: string | null): string | undefined {
  const parsed = parsePhoneNumberFromString(phone, (country ?? undefined) as never)
  if (parsed?.isPossible()) return parsed.number
  const digits = phone.replace(/\D/g, '').replace(/^00/, '')
  return digits.length >= 5 ? digits : undefined
}

/** A name without case, accents, spaces and punctuation: “GTX Pro” and “GTXPro” are one product. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{Z}\p{S}]/gu, '')
    .toLowerCase()

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

/** Letters that Unicode does not take apart, as those without them on their keyboard write them. */
const plainLetters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
}

/** The text that search looks through: searched fields in lower case and without accents. */
export const searchText = (values: Iterable<unknown>): string =>
  [...values]
    .filter(value => typeof value === 'string' && value !== '')
    .join(' ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđðħıßæœþ]/g, letter => plainLetters[letter]!)
    .slice(0, 2000)
