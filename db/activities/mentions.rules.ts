/** Somebody who can be mentioned. */
interface Named {
  id: string
  name: string
}

const letter = /[\p{L}\p{M}\p{N}]/u
const folded = (text: string) => text.normalize('NFC').toLocaleLowerCase('en')

/**
 * Whom a text mentions: who stands in it as @ and their whole name, whatever the case. Of two names that both fit at a place the longer one is meant; of two people of one name both.
 * An @ behind a letter is part of an address.
 */
export function mentionedIn<M extends Named>(text: string | null | undefined, members: readonly M[]): M[] {
  if (!text?.includes('@')) return []
  const whole = folded(text)
  const names = [...new Set(members.map(({ name }) => folded(name)))].sort((a, b) => b.length - a.length)
  const found = new Set<string>()
  for (let at = whole.indexOf('@'); at >= 0; at = whole.indexOf('@', at + 1)) {
    if (letter.test(whole[at - 1] ?? '')) continue
    const name = names.find(
      one => whole.startsWith(one, at + 1) && !letter.test(whole[at + 1 + one.length] ?? ''),
    )
    if (name) found.add(name)
  }
  return members.filter(({ name }) => found.has(folded(name)))
}

/** What is being written behind an @ right before the cursor, to be completed; undefined where nobody is being mentioned. */
export function mentionBegun(text: string, cursor: number): { at: number; words: string } | undefined {
  const before = text.slice(0, cursor)
  const at = before.lastIndexOf('@')
  if (at < 0 || letter.test(before[at - 1] ?? '')) return undefined
  const words = before.slice(at + 1)
  return words.length > 40 || /[\n@]/.test(words) || /^\s/.test(words) ? undefined : { at, words }
}
