/**
 * Which rows a check has seen, in flat memory: a Bloom filter of 16 MiB (Bloom 1970; two hashes combined as in Kirsch and Mitzenmacher 2006). At a
 * million rows of two keys one row in ten million is taken for a double that is none.
 */
export function seenRows(
  bits = 2 ** 27,
): (keys: readonly string[], content: string) => 'new' | 'same' | 'changed' {
  const words = new Uint32Array(bits / 32)
  /** Adds a text; says whether it may have been there. */
  const add = (text: string): boolean => {
    let a = 0x811c9dc5
    let b = 0x9e3779b9
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      a = Math.imul(a ^ code, 0x01000193)
      b = Math.imul(b + code, 0x85ebca6b)
      b ^= b >>> 13
    }
    let known = true
    for (let k = 0; k < 7; k++) {
      const bit = (a + Math.imul(k, b | 1)) >>> 0
      const at = bit % bits
      const mask = 1 << (at & 31)
      if (!(words[at >>> 5]! & mask)) known = false
      words[at >>> 5]! |= mask
    }
    return known
  }
  return (keys, content) => {
    if (keys.length === 0) return 'new'
    const known = keys.map(key => add(key)).some(Boolean)
    const same = add(`${keys[0]}\u0001${content}`)
    return known ? (same ? 'same' : 'changed') : 'new'
  }
}
