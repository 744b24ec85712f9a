import type { ModelCard, Threshold } from '@sextant/db/models/card.model'
import type { Centre } from './centre'
import { type EncodedRows, type OpenEncoder, pickRows } from './encode'
import type { Predictor } from './predictor'

type Importance = ModelCard['importance'][number]

const enough = 2000

/**
 * What counts most over all, the most first: how far a feature moves the logit on average, either way, as a share of all features' (mean absolute
 * attribution, as in Lundberg & Lee, NeurIPS 2017). Shares sum to 1; all are 0 where nothing moves.
 */
export function importanceOf(
  predictor: Predictor,
  { encoder }: OpenEncoder,
  rows: EncodedRows,
  { shares: centre }: Centre,
): Importance[] {
  const stride = Math.max(1, Math.floor(rows.count / enough))
  const some = Int32Array.from({ length: Math.floor(rows.count / stride) }, (_, i) => i * stride)
  const { shares } = predictor.explain(pickRows(rows, some))
  const width = encoder.features.length
  const moved = new Array<number>(width).fill(0)
  shares.forEach((share, i) => {
    moved[i % width]! += Math.abs(share - (centre[i % width] ?? 0))
  })
  const all = moved.reduce((sum, one) => sum + one, 0)
  return encoder.features
    .map(({ key, label }, f) => ({ key, label, share: all ? moved[f]! / all : 0 }))
    .sort((a, b) => b.share - a.share)
}

/** For each score from 0 to 100: how many held-out rows have at least it, and for how many of those the outcome came. */
export function thresholdsOf(probabilities: ArrayLike<number>, labels: ArrayLike<number>): Threshold[] {
  if (labels.length === 0) return []
  const rows = new Array<number>(101).fill(0)
  const hits = new Array<number>(101).fill(0)
  for (let i = 0; i < labels.length; i++) {
    const score = Math.round(100 * probabilities[i]!)
    rows[score]! += 1
    hits[score]! += labels[i]!
  }
  for (let score = 99; score >= 0; score--) {
    rows[score]! += rows[score + 1]!
    hits[score]! += hits[score + 1]!
  }
  return rows.map((count, score) => ({ score, rows: count, hits: hits[score]! }))
}
