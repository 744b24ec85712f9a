import type { Suspect } from '@sextant/db/models/card.model'
import type { Remark } from '@sextant/db/models/remark.model'
import { remark } from '@sextant/db/models/remark.rules'
import type { Auc } from './auc'
import type { EncodedRows, OpenEncoder } from './encode'
import { wilson } from './evaluate'
import { oddsRatio } from './leaks'
import type { FeatureDef, TrainingRow } from './spec.model'

/**
 * What is doubted of a model as a whole: held-out rows are ranked better than this, beyond chance. Honest data does not come near it: 0.79 on the
 * bank's calls and 0.85 on telco's contracts, and 0.93 on the same calls with their length, which is known only once they are over.
 */
export const tooGoodAuc = 0.9

export const isTooGood = ({ auc, error }: Auc): boolean => auc - 1.96 * error > tooGoodAuc

/** The best of what is honestly known beforehand ranks alone with 0.74 (the contract of telco-churn), a call's length with 0.81 (bank-marketing). */
const doubtfulAuc = 0.78
/** In a model that is too good whatever ranks so well alone is named, to be looked at. */
const strongAuc = 0.65
/** In such a model a column that only some rows have is named too, where it ranks at all: it is likely filled in later on the way. */
const rankingAuc = 0.52
const partlyFilled = [0.1, 0.8] as const
/** How much oftener it is filled in for one outcome than for the other. */
const doubtfulGap = 0.3
/** Of a value: its outcome is as good as certain, and the odds of it are so many times those of all other rows. */
const certain = 0.93
const telling = 10
const tellingForSure = 3
/** Rows with such values, of all. */
const leastShare = 0.03
const leastRows = 30

/** A feature with what is known of it beside the signs: how well it ranks alone, and whether it was left out as a leak. */
export interface Doubted extends Auc {
  key: string
  label: string
  left: Remark | null
}

/** Values by key and outcome: what the rules are given of a feature's column. */
interface Column {
  /** Rows of each outcome by slot. */
  counts: Map<number, [number, number]>
  missing: number
  /** A slot's value in words; null for one that stands for several. */
  nameOf: (slot: number) => string | null
}

/**
 * Which features may be known only afterwards. Each is judged alone, on training rows: how well it ranks, whether it is filled in for one outcome rather
 * than the other, and whether one of its values tells the outcome. What somebody has said is known beforehand is not doubted again. Those that are
 * not `likely` are among the strongest only, or partly filled: they are worth a look where a model is too good.
 */
export function suspectsOf(
  features: readonly FeatureDef[],
  doubted: readonly Doubted[],
  open: OpenEncoder,
  encoded: EncodedRows,
  rows: readonly TrainingRow[],
): Suspect[] {
  const trusted = new Set(features.filter(({ kept }) => kept).map(({ key }) => key))
  const totals: [number, number] = [0, 0]
  for (const { label } of rows) totals[label] += 1
  return doubted
    .filter(({ key }) => !trusted.has(key))
    .flatMap(({ key, label, auc, error, left }) => {
      const f = open.encoder.features.findIndex(feature => feature.key === key)
      if (f === -1) return []
      const column = columnOf(f, open, encoded, rows)
      const filled = filledOf(column, totals)
      const signs = [
        ...(left ? [left] : []),
        ...(!left && auc - 1.96 * error > doubtfulAuc ? [remark('suspect.ranks', { auc })] : []),
        ...filledSign(filled),
        ...valueSigns(column, totals),
      ]
      const { positive, negative } = filled
      const share = (positive * totals[1] + negative * totals[0]) / Math.max(1, rows.length)
      const isPartly = share > partlyFilled[0] && share < partlyFilled[1] && auc - 1.96 * error > rankingAuc
      return [
        {
          key,
          label,
          auc,
          error,
          filled: { positive, negative },
          filledWhen: null,
          signs: [...signs, ...(isPartly ? [remark('suspect.partly', { share })] : [])],
          left: left !== null,
          likely: signs.length > 0,
        },
      ]
    })
    .filter(({ signs, auc, error }) => signs.length > 0 || auc - 1.96 * error > strongAuc)
    .sort((a, b) => b.auc - a.auc)
}

function columnOf(
  f: number,
  { encoder, table }: OpenEncoder,
  encoded: EncodedRows,
  rows: readonly TrainingRow[],
): Column {
  const feature = encoder.features[f]!
  const first = table.firstSlot[f]!
  const width = encoder.features.length
  const counts = new Map<number, [number, number]>()
  rows.forEach(({ label }, r) => {
    const slot = encoded.slot[r * width + f]! - first
    const of = counts.get(slot) ?? [0, 0]
    of[label] += 1
    counts.set(slot, of)
  })
  return {
    counts,
    missing: feature.support.length - 1,
    nameOf: slot => (feature.kind === 'number' ? null : (feature.levels[slot] ?? null)),
  }
}

interface Filled {
  positive: number
  negative: number
  /** Lower bound at 95 % of how far apart the two are. */
  gap: number
}

function filledOf({ counts, missing }: Column, [negatives, positives]: [number, number]): Filled {
  const [absent0, absent1] = counts.get(missing) ?? [0, 0]
  const positive = positives ? (positives - absent1) / positives : 0
  const negative = negatives ? (negatives - absent0) / negatives : 0
  const error = Math.sqrt(
    (positive * (1 - positive)) / Math.max(1, positives) +
      (negative * (1 - negative)) / Math.max(1, negatives),
  )
  return { positive, negative, gap: Math.abs(positive - negative) - 1.96 * error }
}

const filledSign = ({ positive, negative, gap }: Filled): Remark[] =>
  gap > doubtfulGap ? [remark('suspect.filled', { positive, negative })] : []

/** The value with the most rows of those that tell the outcome; none where all of them together are too few rows to matter. */
function valueSigns({ counts, missing, nameOf }: Column, totals: [number, number]): Remark[] {
  const all = totals[0] + totals[1]
  const found = [...counts].flatMap(([slot, of]) => {
    const value = slot === missing ? null : nameOf(slot)
    if (value === null || of[0] + of[1] < leastRows) return []
    const outcome = of[1] > of[0] ? 1 : 0
    const rest: [number, number] = [totals[outcome] - of[outcome], totals[1 - outcome]! - of[1 - outcome]!]
    const { ratio, low } = oddsRatio([of[outcome], of[1 - outcome]!], rest)
    const rows = of[0] + of[1]
    const isTelling = wilson(of[outcome], rows).low > certain - 0.03 && of[outcome] / rows > certain
    if (!isTelling || ratio < telling || low < tellingForSure) return []
    return [{ value, outcome, share: of[outcome] / rows, rows }]
  })
  if (found.reduce((sum, { rows }) => sum + rows, 0) < leastShare * all) return []
  const [most] = found.sort((a, b) => b.rows - a.rows)
  if (!most) return []
  const { outcome, ...said } = most
  return [outcome === 1 ? remark('suspect.value_positive', said) : remark('suspect.value_negative', said)]
}
