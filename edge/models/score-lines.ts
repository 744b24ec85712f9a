import type { Context } from '@sextant/db/core/context'
import { csvLine } from '@sextant/db/reading/csv.rules'
import { scorePages } from '@sextant/db/scoring/scores.queries'
import type { OutcomeModel } from '@sextant/ml/features/outcome-model'

const mostReasons = 6
const heads = [
  'id',
  'name',
  'score',
  'probability',
  'low',
  'high',
  'base',
  'others',
  'missing',
  'version',
  'scoredAt',
]
const reasonHeads = Array.from({ length: mostReasons }, (_, i) => [
  `reason${i + 1}`,
  `value${i + 1}`,
  `points${i + 1}`,
]).flat()

/**
 * All scores with their reasons as CSV text, a page at a time: base + the points + others = score in every line. Of a record that has none for too little
 * is known of it, `missing` names what that is.
 */
export async function* scoreLines(ctx: Context, model: OutcomeModel): AsyncGenerator<string> {
  const pages = scorePages(ctx, model.entity, model.name)
  const first = await pages.next()
  yield `\uFEFF${csvLine([...heads, ...reasonHeads])}`
  for (let page = first; !page.done; page = await pages.next())
    yield page.value
      .map(
        ({
          id,
          name,
          score,
          probability,
          low,
          high,
          base,
          othersPoints,
          missing,
          version,
          scoredAt,
          reasons,
        }) =>
          csvLine([
            ...[id, name, score, probability, low, high, base, missing ? null : othersPoints],
            ...[missing?.map(({ label }) => label).join('; ') ?? null, version, scoredAt],
            ...Array.from({ length: mostReasons }, (_, i) => {
              const reason = reasons[i]
              return reason ? [reason.label, reason.value, reason.points] : [null, null, null]
            }).flat(),
          ]),
      )
      .join('')
}
