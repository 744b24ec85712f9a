import { type ImportEntity, importEntities } from './import.model'
import { importTargets } from './import-targets.rules'
import { headerKey, synonymsOf } from './synonyms.rules'

/** The entity whose words the headers speak most; the file's name weighs too. */
export function guessEntity(headers: readonly string[], fileName: string): ImportEntity {
  const nameWords: [ImportEntity, RegExp][] = [
    ['deal', /deal|opportunit|pipeline/i],
    ['customer', /account|customer|compan|client|firm/i],
    ['contact', /contact/i],
    ['product', /product|price|sku/i],
    ['activity', /activit|call|meeting|task/i],
    ['member', /team|rep\b|reps|agents|users|staff/i],
    ['lead', /lead|prospect|fair|campaign|bank/i],
  ]
  const scores = importEntities.map(entity => {
    const words = synonymsOf(entity)
    const fields = new Set(headers.flatMap(header => words.get(headerKey(header))?.field ?? []))
    const own = headers.some(
      header =>
        headerKey(header) === `${entity}id` || (entity === 'deal' && headerKey(header) === 'opportunityid'),
    )
      ? 3
      : 0
    const required = Object.entries(importTargets(entity)).filter(([, field]) => field.traits.required)
    const lacking = required.filter(([key]) => !fields.has(key)).length
    const named = nameWords.find(([, pattern]) => pattern.test(fileName))?.[0] === entity ? 2.5 : 0
    const share = fields.size / Math.max(headers.length, 1)
    return {
      entity,
      score:
        fields.size +
        share +
        own +
        named -
        lacking * 0.9 +
        (entity === 'lead' ? 0.5 : 0) -
        (entity === 'member' ? 0.6 : 0),
    }
  })
  return scores.sort((a, b) => b.score - a.score)[0]!.entity
}
