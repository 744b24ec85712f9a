import { fieldNamed, nameParts } from './header.rules'
import { type ImportEntity, importEntities } from './import-entities.model'
import { importTargets } from './import-targets.rules'
import { importables } from './importables.rules'
import { isLeadOutcome } from './outcome.rules'
import { headerKey } from './synonyms.rules'

/** The entity of `among` whose words the headers speak most; the file's name weighs too. */
export function guessEntity(
  headers: readonly string[],
  fileName: string,
  rows: readonly (readonly string[])[] = [],
  among: readonly ImportEntity[] = importEntities,
): ImportEntity {
  const ended = headers.some((header, i) => isLeadOutcome(header, distinctIn(rows, i)))
  const named = Object.values(importables).find(({ fileName: words }) => words.test(fileName))
  const scores = among.map(entity => {
    const { idHeaders, isPerson, outcome, weight = 0 } = importables[entity]
    const fields = new Set(headers.flatMap(header => fieldNamed(entity, header)?.field ?? []))
    if (isPerson && nameParts(headers)) fields.add('name')
    const own = headers.some(header => idHeaders.includes(headerKey(header))) ? 3 : 0
    const required = Object.entries(importTargets(entity)).filter(([, field]) => field.traits.required)
    const lacking = required.filter(([key]) => !fields.has(key)).length
    const share = fields.size / Math.max(headers.length, 1)
    return {
      entity,
      score:
        fields.size +
        share +
        own +
        (importables[entity] === named ? 3.5 : 0) -
        lacking * 0.9 +
        weight +
        (outcome && ended ? 2.5 : 0),
    }
  })
  return scores.sort((a, b) => b.score - a.score)[0]!.entity
}

const distinctIn = (rows: readonly (readonly string[])[], column: number): string[] => [
  ...new Set(rows.flatMap(row => row[column]?.trim() || [])),
]
