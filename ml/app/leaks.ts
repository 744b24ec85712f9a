import type { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import { type Auc, aucOf } from './auc'
import type { EncodedRows, OpenEncoder } from './encode'
import { asNumber } from './encode-feature'
import { wilson } from './evaluate'
import { hash32 } from './random'
import type { FeatureDef, TrainingRow } from './spec.model'

/** A feature that would tell the model the outcome rather than foretell it. */
interface Leak {
  key: string
  label: string
  kind: 'afterwards' | 'excluded' | 'gives_away' | 'present_only'
  reason: Remark
}

/** A feature that may be learnt from, and how well it ranks alone. */
interface Alone extends Auc {
  key: string
  label: string
}

export interface Leaks {
  leaks: (Leak & Partial<Auc>)[]
  /** The others. */
  alone: Alone[]
}

const implausibleAuc = 0.95
const certainShare = 0.97
const leastPresent = 30
/** How many times the odds of an outcome are those of where it is not filled in, and how many they are at least, beyond chance. */
const telling = 10
const tellingForSure = 3

/** Judged on training rows. What is kept is no leak, whatever the figures say. `open` is an encoder of those features, fitted on the same rows. */
export function findLeaks(
  features: readonly FeatureDef[],
  open: OpenEncoder,
  rows: readonly TrainingRow[],
): Leaks {
  const marked = features.filter(feature => feature.afterwards || feature.excluded)
  const leaks: Leaks['leaks'] = marked.map(({ key, label, afterwards }) =>
    afterwards
      ? { key, label, kind: 'afterwards', reason: remark('dropped.afterwards', {}) }
      : { key, label, kind: 'excluded', reason: remark('dropped.excluded', {}) },
  )
  const trusted = new Set(features.filter(feature => feature.kept).map(({ key }) => key))
  const alone: Alone[] = []
  const encoded = open.encode(rows)
  open.encoder.features.forEach((feature, f) => {
    if (marked.some(({ key }) => key === feature.key)) return
    const { key, label } = feature
    const missing = open.table.firstSlot[f]! + feature.support.length - 1
    const ranks = singleAuc(key, f, open.encoder.features.length, encoded, rows)
    const only = trusted.has(key) ? null : presentOnly(f, missing, encoded, rows)
    if (only) {
      leaks.push({ key, label, kind: 'present_only', reason: only, ...ranks })
      return
    }
    if (ranks.auc <= implausibleAuc || trusted.has(key)) {
      alone.push({ key, label, ...ranks })
      return
    }
    leaks.push({
      key,
      label,
      kind: 'gives_away',
      reason: remark('dropped.gives_away', { auc: ranks.auc }),
      ...ranks,
    })
  })
  return { leaks, alone }
}

/** Filled in (almost) only on rows of one outcome, such as a reason for losing. */
function presentOnly(
  f: number,
  missing: number,
  encoded: EncodedRows,
  rows: readonly TrainingRow[],
): Remark | null {
  const width = encoded.slot.length / Math.max(1, encoded.count)
  const present = [0, 0]
  const absent = [0, 0]
  rows.forEach((row, r) => {
    const side = encoded.slot[r * width + f] === missing ? absent : present
    side[row.label]! += 1
  })
  const filled = present[0]! + present[1]!
  if (filled < leastPresent || absent[0]! + absent[1]! < leastPresent) return null
  for (const label of [0, 1]) {
    const share = present[label]! / filled
    const { ratio, low } = oddsRatio(
      [present[label]!, present[1 - label]!],
      [absent[label]!, absent[1 - label]!],
    )
    if (ratio < telling || share < certainShare) continue
    // Thirty rows cannot show 97 %, but they can show that the odds are others.
    if (wilson(present[label]!, filled).low < certainShare && low < tellingForSure) continue
    const found = { share, rows: filled }
    return label === 1 ? remark('dropped.only_positive', found) : remark('dropped.only_negative', found)
  }
  return null
}

/** Of two pairs of counts, and its lower bound at 95 % (Woolf 1955, with half a row added to each for Haldane's and Anscombe's sake). */
export function oddsRatio(
  [a, b]: [number, number],
  [c, d]: [number, number],
): { ratio: number; low: number } {
  const counts = [a + 0.5, b + 0.5, c + 0.5, d + 0.5] as const
  const ratio = (counts[0] * counts[3]) / (counts[1] * counts[2])
  const error = Math.sqrt(counts.reduce((sum, count) => sum + 1 / count, 0))
  return { ratio, low: ratio * Math.exp(-1.96 * error) }
}

const nothing: Auc = { auc: 0.5, error: 0 }

/** The better of the AUC of a number as it stands, and of the rate of its level or bin in the other half of the rows. */
function singleAuc(
  key: string,
  f: number,
  width: number,
  encoded: EncodedRows,
  rows: readonly TrainingRow[],
): Auc {
  const labels = Int8Array.from(rows, row => row.label)
  const half = Int8Array.from(rows, row => hash32(row.id) & 1)
  const rates = halfRates(f, width, encoded, labels, half)
  const byLevel = aucOf(rates, labels)
  const known: number[] = []
  const outcome: number[] = []
  rows.forEach((row, r) => {
    const value = asNumber(row.values[key])
    if (value === null) return
    known.push(value)
    outcome.push(labels[r]!)
  })
  const raw = known.length > rows.length / 2 ? aucOf(known, outcome) : nothing
  const falling = { ...raw, auc: 1 - raw.auc }
  return [byLevel, raw, falling].reduce((best, one) => (one.auc > best.auc ? one : best), nothing)
}

function halfRates(
  f: number,
  width: number,
  encoded: EncodedRows,
  labels: Int8Array,
  half: Int8Array,
): Float64Array {
  const hits = [new Map<number, number>(), new Map<number, number>()]
  const counts = [new Map<number, number>(), new Map<number, number>()]
  const base = labels.reduce((sum, label) => sum + label, 0) / labels.length
  const slotOf = (r: number) => encoded.slot[r * width + f]!
  for (let r = 0; r < labels.length; r++) {
    const side = half[r]!
    counts[side]!.set(slotOf(r), (counts[side]!.get(slotOf(r)) ?? 0) + 1)
    hits[side]!.set(slotOf(r), (hits[side]!.get(slotOf(r)) ?? 0) + labels[r]!)
  }
  return Float64Array.from(labels, (_, r) => {
    const other = 1 - half[r]!
    const slot = slotOf(r)
    return ((hits[other]!.get(slot) ?? 0) + base) / ((counts[other]!.get(slot) ?? 0) + 1)
  })
}
