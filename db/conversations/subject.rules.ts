/** What mail programs put before a subject when they answer or pass on, in the languages that are met. */
const prefix =
  /^\s*(?:(?:re|aw|antw|antwort|sv|vs|rv|ref|rif|odp|ynt|fw|fwd|wg|tr|rép|rep|res|enc|رد|إعادة توجيه|回复|答复|转发)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*)+/iu

/** A subject without the marks of an answer, the token and doubled spaces: by it an answer is known again. */
export const plainSubject = (subject: string): string =>
  subject.replace(tokenInSubject, ' ').replace(prefix, '').replace(/\s+/g, ' ').trim()

/** Whether a subject says that it answers something. */
export const isAnswer = (subject: string): boolean => prefix.test(subject)

const tokenInSubject = /\[#([a-z2-7]{16})\]/g

/** Letters that are told apart by ear and hand; 16 of them are 80 bits. */
const letters = 'abcdefghijklmnopqrstuvwxyz234567'

/** A token that nobody guesses, from so many random bytes. */
export const tokenOf = (random: Uint8Array): string =>
  [...random.slice(0, 16)].map(byte => letters[byte & 31]).join('')

/** Tokens that a subject or the addresses of a mail bear: `support+c-<token>@…`, `[#<token>]`. */
export function tokensIn(subject: string, addresses: readonly string[]): string[] {
  const inSubject = [...subject.matchAll(tokenInSubject)].map(match => match[1]!)
  const inAddresses = addresses.flatMap(
    address => /\+c-([a-z2-7]{16})@/i.exec(address)?.[1]?.toLowerCase() ?? [],
  )
  return [...new Set([...inAddresses, ...inSubject])]
}
