import { latinEncoding } from './latin-encoding.rules'
import type { FileFormat } from './reading.model'

type Encoding = FileFormat['encoding']

/**
 * The encoding of a file, from its beginning. A byte order mark decides; then zero bytes in every other place (UTF-16); then whether it is valid
 * UTF-8; else which of the older encodings makes words of it. `whole` says that the sample is the whole file.
 */
export function detectEncoding(sample: Uint8Array, whole: boolean): Encoding {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const looked = Math.min(sample.length, 4096)
  for (let i = 0; i < looked; i++) if (sample[i] === 0) zeros[i % 2]! += 1
  if (zeros[1]! > looked / 4 && zeros[0]! < looked / 50) return 'utf-16le'
  if (zeros[0]! > looked / 4 && zeros[1]! < looked / 50) return 'utf-16be'
  return decoded(sample, 'utf-8', whole) === undefined ? olderEncoding(sample, whole) : 'utf-8'
}

/** Of the encodings before Unicode the one that makes words of the bytes. */
export function olderEncoding(sample: Uint8Array, whole: boolean): Encoding {
  for (const [encoding, fits] of tests) {
    const text = decoded(sample, encoding, whole)
    if (text !== undefined && fits(text)) return encoding
  }
  return latinEncoding(sample)
}

function decoded(sample: Uint8Array, encoding: Encoding, whole: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: !whole })
  } catch {
    return undefined
  }
}

/** Most words with a letter of the script must have letters of no other. Latin text read in a wrong encoding has strange letters one by one among its own. */
const mostWords = 0.8
const areWordsOf = (script: RegExp) => (text: string) => {
  let own = 0
  let mixed = 0
  for (const [word] of text.matchAll(/[\p{L}\p{M}]{2,}/gu)) {
    if (!script.test(word)) continue
    if ([...word].every(letter => script.test(letter) || /\p{M}/u.test(letter))) own += 1
    else mixed += 1
  }
  return own > 0 && own >= (own + mixed) * mostWords
}

const eastern = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー'
const easternLetters = new RegExp(`[${eastern}]`, 'gu')
const strangers = new RegExp(`[^\\p{ASCII}${eastern}\\u3000-\\u303f\\uff00-\\uff5e]`, 'gu')
const amongLatin = new RegExp(`[A-Za-z][${eastern}]|[${eastern}][a-z]`, 'gu')
const times = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0

/** Chinese characters and kana stand beside each other, not one by one in Latin words, and few others stand among them. */
function areEastern(text: string): boolean {
  const letters = times(text, easternLetters)
  return letters > 1 && times(text, strangers) * 10 <= letters && times(text, amongLatin) * 5 <= letters
}

/** Those of two bytes go first: among Arabic or Cyrillic letters, a word of an odd number of them does not come out even. */
const tests: readonly (readonly [Encoding, (text: string) => boolean])[] = [
  ['shift_jis', areEastern],
  ['gb18030', areEastern],
  ['windows-1256', areWordsOf(/\p{Script=Arabic}/u)],
  ['windows-1251', areWordsOf(/\p{Script=Cyrillic}/u)],
]
