import type { FileFormat } from './reading.model'

type Encoding = FileFormat['encoding']

/** The letters beside A to Z that a language writes its words with. */
const western = [
  'àâæçéèêëîïôœùûüÿ', // French
  'äöüßé', // German
  'áéíñóúüïç', // Spanish, Catalan
  'àçèéíïòóúü',
  'áàâãçéêíóôúü', // Portuguese; its õ stands before an e, and elsewhere is a Hungarian ő read wrongly
  'àèéìíîòóùú', // Italian
  'åäöæøéüô', // Danish, Norwegian, Swedish
  'áéíóúýþæöð', // Icelandic
  'äöüšžå', // Finnish
  'éëïöüáóèêíú', // Dutch
]
const central = [
  'ąćęłńóśźż', // Polish
  'áčďéěíňóřšťúůýž', // Czech
  'áäčďéíĺľňóôŕšťúýž', // Slovak
  'áéíóöőúüű', // Hungarian
  'ăâîşţéá', // Romanian
  'čćđšž', // Croatian, Slovenian, Serbian
  'äöüßé', // German, which is written in both
]

/** In the order in which they are taken where nothing tells them apart. */
const candidates: readonly (readonly [Encoding, readonly string[]])[] = [
  ['windows-1252', western],
  ['macintosh', western],
  ['windows-1250', central],
]

/** Words that are looked at: more tell nothing new. */
const mostWords = 2000
/** What may stand at a word: quotes, dashes, a fixed space, signs. */
const besides = /[\u00a0‘’‚“”„«»‹›–—…€£°·•®™©§½²³]/gu
const elision =
  /^(?:\p{L}{1,2}|qu|jusqu|lorsqu|puisqu|quelqu|aujourd|dell|nell|all|sull|un)’|’(?:s|t|re|ll|ve|m|d)$/iu

/**
 * Which of the encodings of Latin script makes most words of the bytes: words in the letters of one language, with no capital, sign or control in their
 * midst. So `M\x9fller` is Müller of a Mac, `Dvo\xf8\xe1k` is Dvořák, and `Caf\xe9` is Café in Windows-1252.
 */
export function latinEncoding(sample: Uint8Array): Encoding {
  const readings = candidates.map(([encoding, alphabets]) => ({
    encoding,
    text: new TextDecoder(encoding).decode(sample),
    alphabets: alphabets.map(letters => new Set(letters)),
    score: 0,
  }))
  // One byte is one character in all of them, so that a word stands at the same place in each.
  const words = readings[0]!.text.matchAll(/[^\0-@[-`{-\x7f]+/g)
  let looked = 0
  for (const { 0: word, index } of words) {
    if (!/[a-z]/i.test(word) || !/[^\0-\x7f]/.test(word)) continue
    if (++looked > mostWords) break
    for (const reading of readings)
      reading.score += likelihood(reading.text.slice(index, index + word.length), reading.alphabets)
  }
  return readings.reduce((best, one) => (one.score > best.score ? one : best)).encoding
}

/** 1 for a word of one language, a half where signs stand beside or within it, 0 for none. */
function likelihood(word: string, alphabets: readonly ReadonlySet<string>[]): number {
  const plain = elision.test(word) ? word.replace('’', '') : word
  const bare = plain.replace(besides, '')
  if (
    /\p{Ll}/u.test(bare) &&
    /[^’](?=[^\0-\x7f])\p{Lu}/u.test(word.replace(besides, sign => (sign === '’' ? sign : '')))
  )
    return 0
  const odd = [...bare.toLowerCase().replaceAll('õe', 'e')].filter(letter => letter > '\x7f')
  if (!alphabets.some(alphabet => odd.every(letter => alphabet.has(letter)))) return 0
  return bare === plain ? 1 : 0.5
}
