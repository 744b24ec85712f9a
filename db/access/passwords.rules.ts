import * as v from 'valibot'

/** In characters. The upper bound keeps the cost of hashing bounded. */
export const passwordLength = { least: 10, most: 128 } as const

export const NewPassword = v.pipe(
  v.string(),
  v.minLength(passwordLength.least, `Use at least ${passwordLength.least} characters.`),
  v.maxLength(passwordLength.most, `Use at most ${passwordLength.most} characters.`),
)

/** A password as it is compared with others: in one width and case (NFKC, case folding), with Western digits. Never as it is kept. */
export const foldPassword = (password: string): string =>
  password
    .normalize('NFKC')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, digit => String(digit.charCodeAt(0) & 0xf))

/**
 * Whether anybody who knows the e-mail would guess it first: the address itself, its name part with no other letter, one or two characters
 * over and over, or a number as short as a day of birth or a phone's. What is a letter is so in every script.
 */
export function isGuessable(password: string, email: string): boolean {
  const folded = foldPassword(password)
  const address = foldPassword(email)
  if (new Set(folded).size <= 2 || folded === address || /^\d{1,12}$/.test(folded)) return true
  const name = address.split('@')[0]!
  return name.length >= 3 && folded.includes(name) && !/\p{L}/u.test(folded.replaceAll(name, ''))
}
