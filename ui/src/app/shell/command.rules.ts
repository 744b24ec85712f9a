/** Parts of a text around the first place where the query is found, for underlining; accents and case do not matter. */
export function matchParts(text: string, query: string): { before: string; match: string; after: string } {
  const at = plain(text).indexOf(plain(query.trim()))
  if (!query.trim() || at < 0) return { before: text, match: '', after: '' }
  const end = at + plain(query.trim()).length
  return { before: text.slice(0, at), match: text.slice(at, end), after: text.slice(end) }
}

export const matches = (text: string, query: string) => plain(text).includes(plain(query.trim()))

/** One character for each, so that positions stay those of the text. */
const plain = (text: string) =>
  Array.from(text, char => {
    const base = char.normalize('NFD')[0]?.toLowerCase() ?? char
    return base.length === char.length ? base : char
  }).join('')
