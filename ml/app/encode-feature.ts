import type { FeatureDef, FeatureValue } from './spec.model'

/** Inner bins of a number (piecewise-linear encoding: Gorishniy et al., NeurIPS 2022). */
const bins = 16
const keptLevels = 64
/** A number of at most this many different values (a day of the month, a count of calls) may mean something else at each of them. */
const fewValues = 32

/**
 * How one feature becomes columns. A value falls into one `slot`; the feature's columns are then
 * `start[slot] + part · delta[slot]`, where `part` in [0, 1] is its place within a number's bin.
 */
export interface FeatureEncoding {
  key: string
  label: string
  kind: FeatureDef['kind']
  /** Numbers: bounds of the bins, ascending; values beyond are clipped to them. */
  edges: number[]
  /** Numbers of few values: `edges` are these, and each has a column of its own besides, which falls to 0 at its neighbours. */
  points: boolean
  /** Numbers: of the clipped values. */
  mean: number
  deviation: number
  /** Categories: levels frequent enough for a column of their own. */
  levels: string[]
  /** Rows met in training by slot: a slot without any is encoded as the average row, which explains nothing. */
  support: number[]
  /** The row that scores are explained against, in this feature's columns: the average training row. */
  reference: number[]
  /** Average of each column over the training rows where the value is present. */
  presentMeans: number[]
}

/** Beyond it squares overflow, and no measure of a lead is that large. */
const absurd = 1e100

/** A number that can be reckoned with, or null for whatever is not one. */
export const asNumber = (value: FeatureValue | undefined): number | null =>
  typeof value === 'number' && Math.abs(value) < absurd ? value : null

/** A level's name, or null for what is empty. Capitals, outer spaces, and how an accent is written do not make a level. */
export function asLevel(value: FeatureValue | undefined): string | null {
  if (value === null || value === undefined) return null
  const level = String(value).trim().toLowerCase().normalize()
  return level === '' ? null : level
}

/** How a number is encoded, learnt from a column of it: the edges of its bins, and mean and deviation within them. What is missing or no number does not count. */
export function fitNumber(
  feature: FeatureDef,
  values: readonly (FeatureValue | undefined)[],
): FeatureEncoding {
  const present = Float64Array.from(values.map(asNumber).filter(value => value !== null)).sort()
  const { edges, points } = edgesOf(present)
  let sum = 0
  let squares = 0
  for (const value of present) sum += clip(value, edges)
  const mean = present.length ? sum / present.length : 0
  for (const value of present) squares += (clip(value, edges) - mean) ** 2
  const deviation = Math.sqrt(squares / Math.max(1, present.length)) || 1
  return { ...blank(feature), edges, points, mean, deviation }
}

/** How a category is encoded, learnt from a column of it: the levels that are not rare, the most frequent first. */
export function fitCategory(
  feature: FeatureDef,
  values: readonly (FeatureValue | undefined)[],
): FeatureEncoding {
  const counts = new Map<string, number>()
  for (const value of values) {
    const level = asLevel(value)
    if (level !== null) counts.set(level, (counts.get(level) ?? 0) + 1)
  }
  const rare = Math.max(5, Math.min(30, values.length / 200))
  const levels = [...counts]
    .filter(([, count]) => count >= rare)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, keptLevels)
    .map(([level]) => level)
  return { ...blank(feature), levels }
}

const blank = (feature: FeatureDef): FeatureEncoding => ({
  key: feature.key,
  label: feature.label,
  kind: feature.kind,
  edges: [],
  points: false,
  mean: 0,
  deviation: 1,
  levels: [],
  support: [],
  reference: [],
  presentMeans: [],
})

/** Few different values, or quantiles. The outer bounds leave out a thousandth at each end: one absurd amount must not stretch a bin. */
function edgesOf(sorted: Float64Array): { edges: number[]; points: boolean } {
  if (sorted.length === 0) return { edges: [], points: false }
  const last = sorted.length - 1
  const [lowest, highest] = [Math.floor(last * 0.001), Math.ceil(last * 0.999)]
  const values = distinct(sorted.subarray(lowest, highest + 1), fewValues)
  if (values && values.length > 2) return { edges: values, points: true }
  const edges = new Set<number>([sorted[lowest]!])
  for (let i = 1; i < bins; i++) edges.add(sorted[Math.round((last * i) / bins)]!)
  edges.add(sorted[highest]!)
  return { edges: [...edges].sort((a, b) => a - b), points: false }
}

/** The different values of a sorted array, or null when there are more than `most`. */
function distinct(sorted: Float64Array, most: number): number[] | null {
  const values: number[] = []
  for (const value of sorted) {
    if (value === values.at(-1)) continue
    if (values.length === most) return null
    values.push(value)
  }
  return values
}

/** The number within the first and last edge, of which there is at least one. */
export const clip = (value: number, edges: readonly number[]): number =>
  Math.min(Math.max(value, edges[0]!), edges[edges.length - 1]!)
