import type { EncodedRows, OpenEncoder } from './encode'
import type { SlotTable } from './encode-slots'
import { minimise } from './minimise'
import type { Predictor } from './predictor'

/** logit = bias + weights · columns. Plain JSON. */
export interface LinearModel {
  bias: number
  weights: number[]
}

/**
 * Logistic regression with an L2 penalty `l2`/2·|w|² on the mean log-loss (the bias is free). It sees z-scores and levels, not
 * the bins: what somebody would fit in an afternoon, and so what a network has to beat.
 */
export function fitLogistic(
  open: OpenEncoder,
  rows: EncodedRows,
  labels: ArrayLike<number>,
  l2: number,
): LinearModel {
  const { table } = open
  const width = open.encoder.features.length
  const used = table.roles.map(role => role !== 'bin')
  const start = new Float64Array(table.slots)
  const delta = new Float64Array(table.slots)
  const gradientStart = new Float64Array(table.slots)
  const gradientDelta = new Float64Array(table.slots)
  const solution = minimise(
    (x, gradient) => {
      slotSums(table, x, start, delta)
      gradientStart.fill(0)
      gradientDelta.fill(0)
      let loss = 0
      let gradientBias = 0
      for (let r = 0; r < rows.count; r++) {
        const from = r * width
        let z = x[table.columns]!
        for (let i = from; i < from + width; i++)
          z += start[rows.slot[i]!]! + rows.part[i]! * delta[rows.slot[i]!]!
        const label = labels[r]!
        loss += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))) - label * z
        const miss = 1 / (1 + Math.exp(-z)) - label
        gradientBias += miss
        for (let i = from; i < from + width; i++) {
          gradientStart[rows.slot[i]!]! += miss
          gradientDelta[rows.slot[i]!]! += miss * rows.part[i]!
        }
      }
      gradient.fill(0)
      let penalty = 0
      eachColumn(table, (slot, column, c) => {
        if (!used[column]) return
        gradient[column]! +=
          (gradientStart[slot]! * table.start[slot]![c]! + gradientDelta[slot]! * table.delta[slot]![c]!) /
          rows.count
      })
      for (let c = 0; c < table.columns; c++) {
        gradient[c]! += l2 * x[c]!
        penalty += (l2 / 2) * x[c]! ** 2
      }
      gradient[table.columns] = gradientBias / rows.count
      return loss / rows.count + penalty
    },
    new Float64Array(table.columns + 1),
  )
  return { bias: solution[table.columns]!, weights: [...solution.subarray(0, table.columns)] }
}

/**
 * Scores by look-up. Each feature's share is w·(x − reference): for a linear model that is its exact Shapley value
 * against the reference row (Lundberg & Lee, NeurIPS 2017, corollary 1).
 */
export function linearPredictor(open: OpenEncoder, model: LinearModel): Predictor {
  const { table } = open
  const width = open.encoder.features.length
  const start = new Float64Array(table.slots)
  const delta = new Float64Array(table.slots)
  slotSums(table, model.weights, start, delta)
  const reference = new Float64Array(width)
  table.reference.forEach((value, c) => {
    reference[table.featureOfColumn[c]!]! += value * model.weights[c]!
  })
  const baseLogit = reference.reduce((sum, value) => sum + value, model.bias)
  for (let slot = 0; slot < table.slots; slot++) start[slot]! -= reference[table.featureOfSlot[slot]!]!
  const explain = (rows: EncodedRows) => {
    const logits = new Float64Array(rows.count)
    const shares = new Float64Array(rows.count * width)
    for (let r = 0; r < rows.count; r++) {
      let logit = baseLogit
      for (let i = r * width; i < (r + 1) * width; i++) {
        shares[i] = start[rows.slot[i]!]! + rows.part[i]! * delta[rows.slot[i]!]!
        logit += shares[i]!
      }
      logits[r] = logit
    }
    return { logits, shares }
  }
  return { baseLogit, logits: rows => explain(rows).logits, explain }
}

function slotSums(table: SlotTable, weights: ArrayLike<number>, start: Float64Array, delta: Float64Array) {
  start.fill(0)
  delta.fill(0)
  eachColumn(table, (slot, column, c) => {
    start[slot]! += weights[column]! * table.start[slot]![c]!
    delta[slot]! += weights[column]! * table.delta[slot]![c]!
  })
}

function eachColumn(table: SlotTable, visit: (slot: number, column: number, c: number) => void) {
  for (let slot = 0; slot < table.slots; slot++) {
    const first = table.firstColumn[table.featureOfSlot[slot]!]!
    for (let c = 0; c < table.start[slot]!.length; c++) visit(slot, first + c, c)
  }
}
