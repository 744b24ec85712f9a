import type { Fields } from '../core/field.model'

/**
 * What an import knows of a kind of record: `<area>.import.ts`. Lists of words are separated by spaces and compared without accents,
 * case and signs; the first words of a list are surer than its last.
 */
export interface Importable {
  fields: Fields
  /** Whether its records may have fields of the workspace's own; they do unless it says no. */
  custom?: false
  /** Read-only fields that a file of history may tell all the same. */
  told?: readonly string[]
  /** By which fields a row may be recognised, strongest first. */
  matchBy: readonly string[]
  /** Words that programs put before a header (`Deal - Title`), as alternatives of a regular expression. */
  whose: string
  /** What the name of a file of such records says. */
  fileName: RegExp
  /** Headers that only a file of such records has. */
  idHeaders: readonly string[]
  /** A person's name may stand in two columns. */
  isPerson?: true
  /** The field that tells how it ended, where a column of yes and no does. */
  outcome?: string
  /** Fields that are known only once it is known how it ended. */
  leaks?: readonly string[]
  /** Whether its columns can give away an outcome; they can unless it says no. */
  foretells?: false
  /** References whose names make a name, where a file has none. */
  namedBy?: readonly string[]
  /** Added to how well a file fits, where nothing else decides. */
  weight?: number
  /** Fields that are called by the words that many kinds share (`db/mapping/common-words.rules.ts`). */
  commonWords: readonly string[]
  /** Words for a field in a header; after the common ones where it has both. */
  words: Readonly<Record<string, string>>
  /** Words for the values of closed choices: field → value → words. */
  valueWords?: Readonly<Record<string, Readonly<Record<string, string>>>>
}
