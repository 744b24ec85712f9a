import * as v from 'valibot'

/** In characters. The upper bound keeps the cost of hashing bounded. */
export const passwordLength = { least: 10, most: 128 } as const

export const NewPassword = v.pipe(
  v.string(),
  v.minLength(passwordLength.least, `Use at least ${passwordLength.least} characters.`),
  v.maxLength(passwordLength.most, `Use at most ${passwordLength.most} characters.`),
)

/** Whether anybody who knows the e-mail would guess it first: the address itself, its name part repeated, or one or two characters over and over. */
export function isGuessable(password: string, email: string): boolean {
  const lower = password.toLowerCase()
  const address = email.toLowerCase()
  if (new Set(lower).size <= 2 || lower === address) return true
  const name = address.split('@')[0]!
  return name.length >= 3 && lower.replaceAll(name, '').replace(/[\d\W_]/g, '') === ''
}
