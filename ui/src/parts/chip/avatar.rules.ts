/**
 * First letters of the first and last word: “Maren Vogt” is MV, “ليلى الحربي” is لح. Letters of two scripts would stand in either
 * order: of “سارة Nasser” the first one is enough.
 */
export function initials(name: string): string {
  const words = name
    .replace(/^(al|el)-/i, '')
    .split(/\s+/u)
    .map(word => word.replace(/^ال(?=.{2})/u, '').replace(/^[^\p{L}\p{N}]+/u, ''))
    .filter(Boolean)
  const [first = '', last = ''] = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  const pair = writtenAlike(first, last) ? head(first) + head(last) : head(first)
  return pair.toLocaleUpperCase('en')
}

const rightToLeft = /^[\p{Script=Arabic}\p{Script=Hebrew}]/u
const writtenAlike = (one: string, other: string) => rightToLeft.test(one) === rightToLeft.test(other)

const head = (word: string) => Array.from(word)[0] ?? ''

const tints = ['a', 'b', 'c', 'd', ''] as const

/** The same tint for the same person on every screen. FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/ */
export function tintOf(key: string): (typeof tints)[number] {
  let hash = 0x811c9dc5
  for (const char of key) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return tints[(hash >>> 0) % tints.length] ?? ''
}
