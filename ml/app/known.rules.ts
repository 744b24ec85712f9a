import type { FeatureDef, FeatureValue } from './spec.model'

/** What counts over all, by feature: shares that sum to 1. */
export type Weights = ReadonlyMap<string, number>

/** No more is asked of a record than this share of what counts. */
const mostAsked = 0.2
/** Of what is known of the middle one of the training rows. */
const shareOfUsual = 1 / 3

/** Whether a value tells something of the record: what there is none of, and when it came, tell nothing. */
export function isKnown(
  { evidence = 'value' }: Pick<FeatureDef, 'evidence'>,
  value: FeatureValue | undefined,
): boolean {
  if (value === null || value === undefined || value === '') return false
  return evidence === 'value' || (value !== false && value !== 0 && value !== 'none')
}

/** Features that could tell something of a record, by how much they count. */
const telling = (features: readonly FeatureDef[], weights: Weights) =>
  features.flatMap(feature => {
    const weight = weights.get(feature.key) ?? 0
    return feature.evidence === 'circumstance' || weight <= 0 ? [] : [{ feature, weight }]
  })

/** How much of what counts is known of a record, from 0 to 1; 1 where nothing that could be known counts. */
export function knownShare(
  features: readonly FeatureDef[],
  weights: Weights,
  values: Readonly<Record<string, FeatureValue | undefined>>,
): number {
  let known = 0
  let all = 0
  for (const { feature, weight } of telling(features, weights)) {
    all += weight
    if (isKnown(feature, values[feature.key])) known += weight
  }
  return all === 0 ? 1 : known / all
}

/** How much must be known of a record before it is scored, by what was known of those learnt from. More than nothing in every case. */
export function leastKnown(shares: readonly number[]): number {
  if (shares.length === 0) return 0
  const middle = [...shares].sort((a, b) => a - b)[Math.floor(shares.length / 2)]!
  return Math.min(mostAsked, middle * shareOfUsual)
}

/** Whether too little is known for a score. */
export const isTooLittle = (share: number, least: number): boolean => share === 0 || share < least

/** What counts and is not known, the most first. What is made of another of them, as a rank of a title, is not named besides. */
export function unknownOf(
  features: readonly FeatureDef[],
  weights: Weights,
  values: Readonly<Record<string, FeatureValue | undefined>>,
  most = 5,
): { key: string; label: string }[] {
  const unknown = telling(features, weights).filter(({ feature }) => !isKnown(feature, values[feature.key]))
  const isPart = ({ key }: FeatureDef) => unknown.some(({ feature }) => key.startsWith(`${feature.key}.`))
  return unknown
    .filter(({ feature }) => !isPart(feature))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ feature: { key, label } }) => ({ key, label }))
}
