import type { Suspect } from '@sextant/db/models/card.model'
import { remark } from '@sextant/db/models/remark.rules'
import { aucOf } from './auc'
import { type Encoder, openEncoder, pickRows } from './encode'
import { fitLogistic, linearPredictor } from './logistic'
import type { FeatureDef, TrainingRow } from './spec.model'
import type { Split } from './split'
import { tooGoodAuc } from './suspects'

/** Nobody decides on more at once. */
const mostRemoved = 16
const fallback = 3

/**
 * Of a model that is too good: which features it is too good by. What is kept goes out first, then one after another the most doubtful and the strongest alone, until a
 * logistic regression of the rest, on the validation rows, is good no more than can be believed. Those taken out are suspects too. None where what is kept explains it
 * by itself: that was decided, and is not asked again.
 */
export function tooGoodBy(
  features: readonly FeatureDef[],
  encoder: Encoder,
  suspects: readonly Suspect[],
  rows: readonly TrainingRow[],
  split: Split,
): Suspect[] {
  const kept = new Set(features.filter(feature => feature.kept).map(({ key }) => key))
  const inUse = new Set(encoder.features.map(({ key }) => key))
  const doubt = ({ likely, signs }: Suspect) => (likely ? 2 : signs.length)
  const inOrder = suspects
    .filter(({ key }) => inUse.has(key))
    .sort((a, b) => doubt(b) - doubt(a) || b.auc - a.auc)
    .map(({ key }) => key)
  const removed = new Set(kept)
  const after = new Map<string, number>()
  let auc = aucWithout(encoder, removed, rows, split)
  for (const key of inOrder) {
    if (auc <= tooGoodAuc || after.size === mostRemoved) break
    removed.add(key)
    auc = aucWithout(encoder, removed, rows, split)
    after.set(key, auc)
  }
  // The networks are better than a line: then it is by how the strongest go together.
  if (after.size === 0 && kept.size === 0) for (const key of inOrder.slice(0, fallback)) after.set(key, auc)
  return suspects.map(suspect => {
    const without = after.get(suspect.key)
    if (without === undefined) return suspect
    const signs = [...suspect.signs, remark('suspect.too_good_with', { auc: without })]
    return { ...suspect, signs, likely: true }
  })
}

function aucWithout(
  encoder: Encoder,
  removed: ReadonlySet<string>,
  rows: readonly TrainingRow[],
  split: Split,
): number {
  const left = { ...encoder, features: encoder.features.filter(({ key }) => !removed.has(key)) }
  if (left.features.length === 0) return 0.5
  const open = openEncoder(left)
  const encoded = open.encode(rows)
  const labels = (picked: Int32Array) => Uint8Array.from(picked, i => rows[i]!.label)
  const model = fitLogistic(open, pickRows(encoded, split.train), labels(split.train), 1e-3)
  const logits = linearPredictor(open, model).logits(pickRows(encoded, split.validation))
  return aucOf(logits, labels(split.validation)).auc
}
