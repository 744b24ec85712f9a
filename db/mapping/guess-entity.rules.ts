import { fieldNamed, nameParts } from './header.rules'
import { type ImportEntity, importEntities } from './import-entities.model'
import { importTargets } from './import-targets.rules'
import { isLeadOutcome } from './outcome.rules'
import { headerKey } from './synonyms.rules'

const people: ReadonlySet<ImportEntity> = new Set(['lead', 'contact', 'member'])

/** The entity whose words the headers speak most; the file's name weighs too. */
export function guessEntity(
  headers: readonly string[],
  fileName: string,
  rows: readonly (readonly string[])[] = [],
): ImportEntity {
  const ended = headers.some((header, i) => isLeadOutcome(header, distinctIn(rows, i)))
  const nameWords: [ImportEntity, RegExp][] = [
    ['deal', /deal|opportunit|oportunidad|pipeline|chancen|affaires|صفقات/i],
    ['customer', /account|customer|compan|client(?!es.?potenciales)|firm|kunden|cuentas/i],
    ['contact', /contact|people|persons|personas|kontakte|جهات.?الاتصال/i],
    ['product', /product|price|sku|artikel|produ[ik]t/i],
    ['activity', /activit|call|meeting|task/i],
    ['member', /team|rep\b|reps|agents|users|staff/i],
    ['lead', /lead|prospect|interessent|potenciales|fair|campaign|bank/i],
  ]
  const scores = importEntities.map(entity => {
    const fields = new Set(headers.flatMap(header => fieldNamed(entity, header)?.field ?? []))
    if (people.has(entity) && nameParts(headers)) fields.add('name')
    const own = headers.some(
      header =>
        headerKey(header) === `${entity}id` || (entity === 'deal' && headerKey(header) === 'opportunityid'),
    )
      ? 3
      : 0
    const required = Object.entries(importTargets(entity)).filter(([, field]) => field.traits.required)
    const lacking = required.filter(([key]) => !fields.has(key)).length
    const named = nameWords.find(([, pattern]) => pattern.test(fileName))?.[0] === entity ? 3.5 : 0
    const share = fields.size / Math.max(headers.length, 1)
    return {
      entity,
      score:
        fields.size +
        share +
        own +
        named -
        lacking * 0.9 +
        (entity === 'lead' ? 0.5 + (ended ? 2.5 : 0) : 0) -
        (entity === 'member' ? 0.6 : 0),
    }
  })
  return scores.sort((a, b) => b.score - a.score)[0]!.entity
}

const distinctIn = (rows: readonly (readonly string[])[], column: number): string[] => [
  ...new Set(rows.flatMap(row => row[column]?.trim() || [])),
]
