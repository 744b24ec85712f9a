import type { Field } from '../core/field.model'
import { slipsBetween } from '../core/slips.rules'
import { countryNames, languageNames, plain } from '../reading/names-of-places.rules'

/** Beyond this a cell is a sentence, not a mistyped name. */
const longest = 60

/** The value that a refused cell most likely means: “Philippines” for “Philipines”, `won` for “Wonn”; undefined where nothing is near. */
export function meantValue(
  cell: string,
  { kind, options }: Pick<Field, 'kind' | 'options'>,
): string | undefined {
  if (kind === 'country') return nearestOf(cell, placesOf(countryNames()))
  if (kind === 'language') return nearestOf(cell, placesOf(languageNames()))
  return kind === 'select' ? nearestOf(cell, namesOf(options ?? [])) : undefined
}

/** The same among names of any kind, such as a pipeline's stages. */
export const meantName = (cell: string, names: readonly string[]): string | undefined =>
  nearestOf(cell, namesOf(names))

/**
 * The nearest of the names, given by their letters. One slip is forgiven in four letters, two in eight, three from twelve on: in a shorter word
 * each slip makes another word. Of two as near the longer one is meant, for letters are more often left out than added.
 */
function nearestOf(
  cell: string,
  names: Iterable<readonly [letters: string, name: string]>,
): string | undefined {
  const word = plain(cell)
  if (word.length > longest) return undefined
  let least = Math.min(3, Math.floor(word.length / 4))
  let best: { letters: string; name: string } | undefined
  if (least === 0) return undefined
  for (const [letters, name] of names) {
    const slips = slipsBetween(word, letters, least)
    if (slips > least || (slips === least && best && letters.length <= best.letters.length)) continue
    if (isOpposite(word, letters)) continue
    least = slips
    best = { letters, name }
  }
  return best?.name
}

/** “Inactive” is no slip of “active”, nor “unqualified” of “qualified”: another beginning makes another word of it. */
const beginnings = ['in', 'un', 'im', 'non', 'not', 'dis', 'de', 're', 'pre', 'ex', 'nicht', 'غير', '']
const isOpposite = (a: string, b: string): boolean =>
  beginnings.some(
    one =>
      a.startsWith(one) &&
      beginnings.some(
        other =>
          one !== other && b.startsWith(other) && a.slice(one.length) === b.slice(other.length) && a !== b,
      ),
  )

const namesOf = (names: readonly string[]) => names.map(name => [plain(name), name] as const)

function* placesOf(places: ReturnType<typeof countryNames>) {
  for (const [letters, { name }] of places) if (name) yield [letters, name] as const
}
