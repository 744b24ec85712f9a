import type { FilledWhen, ModelCard, Threshold } from '@sextant/db/models/card.model'
import type { FeatureChoice } from '@sextant/db/models/feature-choice.model'

/** As much of a card as tells what the version follows. */
type Followed = Pick<ModelCard, 'dropped' | 'suspects'>

/** Whether something was said of features that the version does not follow yet: the next training will. */
export function isPending(card: Followed, choices: readonly FeatureChoice[]): boolean {
  const left = new Set(card.dropped.map(({ key }) => key))
  const byHand = card.dropped.filter(({ reason }) => reason.code === 'dropped.excluded')
  const said = new Map(choices.map(({ feature, choice }) => [feature, choice]))
  const isOut = (choice: FeatureChoice['choice']) => choice === 'excluded' || choice === 'afterwards'
  return (
    choices.some(({ feature, choice }) => isOut(choice) && !left.has(feature)) ||
    byHand.some(({ key }) => said.get(key) !== 'excluded') ||
    choices.some(({ feature, choice }) => choice === 'kept' && isDoubted(card, feature))
  )
}

const isDoubted = ({ suspects }: Followed, feature: string) => suspects.some(({ key }) => key === feature)

/** What comes of contacting those above a score: all shares are between 0 and 1. Null where there is nobody. */
export interface Contacting {
  /** Of all records. */
  contacted: number
  /** Of those contacted, for how many the outcome comes. */
  precision: number | null
  /** Of all for whom the outcome comes, how many are contacted. */
  recall: number | null
}

export function contactingFrom({ rows, hits }: Threshold, all: Threshold): Contacting {
  return {
    contacted: all.rows ? rows / all.rows : 0,
    precision: rows ? hits / rows : null,
    recall: all.hits ? hits / all.hits : null,
  }
}

/** The score at which precision and recall are best together (the largest F1); 0 where nothing was held out. */
export function bestScore(thresholds: readonly Threshold[]): number {
  const all = thresholds[0]
  if (!all) return 0
  const f1 = ({ rows, hits }: Threshold) => (rows + all.hits ? (2 * hits) / (rows + all.hits) : 0)
  return thresholds.reduce((best, one) => (f1(one) > f1(best) ? one : best), all).score
}

/** Which share of the values came when; null where none is known. */
export function sharesOf({ before, after, unknown }: FilledWhen): FilledWhen | null {
  const all = before + after + unknown
  return all === 0 ? null : { before: before / all, after: after / all, unknown: unknown / all }
}
