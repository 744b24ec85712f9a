import { folded } from '../core/folding.rules'
import { plainPhone } from '../core/phone.rules'

/** One word that is looked for: patterns of LIKE over the column `search`, of which any will do, and those of the word with one slip of the hand. */
export interface AskedWord {
  text: string
  likes: readonly string[]
  slips: readonly string[]
}

const mostWords = 8
/** A word of fewer letters is too many others with one of them wrong; a longer one is hardly a word. */
const slipped = { from: 5, to: 24 }
/** Digits that make a number rather than a part of one; E.164 allows fifteen, and a way out of the country goes before them. */
const phoneDigits = { from: 6, to: 18 }

/** A text in which LIKE sees no wildcards. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** The words that are looked for, at most eight. Phone numbers are known by their digits, however they are written, and are one word. */
export function askedWords(q: string): AskedWord[] {
  const tokens = folded(q.replaceAll('\u0000', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd'))
    .split(/\s+/)
    .filter(Boolean)
  const words: AskedWord[] = []
  for (let at = 0; at < tokens.length && words.length < mostWords; ) {
    const length = phoneLength(tokens.slice(at))
    words.push(length ? phoneWord(tokens.slice(at, at + length)) : plainWord(tokens[at]!))
    at += length || 1
  }
  return words
}

/** How many of the tokens are one phone number; none where the first begins none. */
function phoneLength(tokens: readonly string[]): number {
  const other = tokens.findIndex(token => !/^[+(]?[0-9][0-9().\-/+]*$|^\([0-9)]*$/.test(token))
  const length = other < 0 ? tokens.length : other
  const digits = tokens
    .slice(0, length)
    .join('')
    .replace(/[^0-9]/g, '').length
  if (digits >= phoneDigits.from && digits <= phoneDigits.to) return length
  // Of several numbers side by side the first.
  return length > 1 && digits > phoneDigits.to ? phoneLength(tokens.slice(0, 1)) : 0
}

function phoneWord(tokens: readonly string[]): AskedWord {
  const text = tokens.join(' ')
  const plain = plainPhone(text)
  const number = plain.trim().replace(/^[0-9]+ /, '')
  const digits = text.replaceAll('(0)', '').replace(/[^0-9]/g, '')
  const likes = plain.startsWith(' ')
    ? [`%${digits}%`, ...(number.length >= phoneDigits.from ? [`%${number}%`] : [])]
    : // Also of one that was written down without its country.
      [`%${plain.replace(' ', '')}%`, `% 0${number} %`, `% ${number} %`]
  return { text, likes: [...new Set([`%${literal(text)}%`, ...likes])], slips: [] }
}

/** A dash may be a space. */
const plainWord = (text: string): AskedWord => ({
  text,
  likes: [`%${loose(text)}%`],
  slips: slipsOf(text),
})

const loose = (text: string) => literal(text).replaceAll('-', '_')

/**
 * The word with one slip of the hand taken back, as patterns that begin a word: a letter left out, added, replaced, or swapped with its neighbour. None for
 * what is no word of letters.
 */
function slipsOf(word: string): string[] {
  const letters = [...word]
  const { length } = letters
  if (length < slipped.from || length > slipped.to || !/^[\p{L}\p{M}-]+$/u.test(word)) return []
  const patterns = new Set<string>()
  const add = (before: number, middle: string, after: number) => {
    const end = after >= length && after !== before ? ' %' : '%'
    patterns.add(
      `% ${loose(letters.slice(0, before).join(''))}${middle}${loose(letters.slice(after).join(''))}${end}`,
    )
  }
  for (let at = 0; at < length; at += 1) {
    if (at > 0) add(at, '_', at)
    add(at, '_', at + 1)
    add(at, '', at + 1)
    if (at + 1 < length) add(at, loose(letters[at + 1]! + letters[at]!), at + 2)
  }
  return [...patterns]
}
