import { commonWords } from './common-words.rules'
import type { ImportEntity } from './import-entities.model'
import { importables } from './importables.rules'

/** A header as it is compared: letters and digits only, without accents and case. */
export const headerKey = (header: string): string =>
  header
    .normalize('NFKD')
    .replace(/[\p{M}]/gu, '')
    .replace(/ł/gi, 'l')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase()

const dictionaries = new Map<ImportEntity, Map<string, { field: string; certainty: number }>>()

/** Header → field of an entity. A field's own key is certain; the first words of a list are surer than its last. */
export function synonymsOf(entity: ImportEntity): Map<string, { field: string; certainty: number }> {
  let dictionary = dictionaries.get(entity)
  if (!dictionary) {
    dictionary = new Map()
    const { commonWords: shared, words: own } = importables[entity]
    const lists = Object.fromEntries(
      [...new Set([...shared, ...Object.keys(own)])].map(field => [
        field,
        [shared.includes(field) ? commonWords[field] : undefined, own[field]].filter(Boolean).join(' '),
      ]),
    )
    for (const [field, words] of Object.entries(lists)) {
      dictionary.set(headerKey(field.replace(/Id$/, '')), { field, certainty: 99 })
      dictionary.set(headerKey(field), { field, certainty: 99 })
      for (const [i, word] of words.split(' ').entries()) {
        const key = headerKey(word)
        const certainty = Math.max(80, 98 - Math.floor(i / 3))
        if ((dictionary.get(key)?.certainty ?? 0) < certainty) dictionary.set(key, { field, certainty })
      }
    }
    dictionaries.set(entity, dictionary)
  }
  return dictionary
}
