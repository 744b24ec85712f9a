import { calibrate, fitPlatt } from './calibrate'
import type { EncodedRows } from './encode'
import { logLoss } from './evaluate'
import type { Predictor } from './predictor'

/** The nets always have a part: what bends only a little is still told. */
const shares = [0, 0.25, 0.5, 0.75]

/** Nets and a linear model as one: logits, base and features' shares of both in the same parts, so that shares still sum to logit − base. */
export function blended(nets: Predictor, linear: Predictor, share: number): Predictor {
  if (share === 0) return nets
  const mix = (a: Float64Array, b: Float64Array) => a.map((value, i) => (1 - share) * value + share * b[i]!)
  return {
    baseLogit: (1 - share) * nets.baseLogit + share * linear.baseLogit,
    logits: rows => mix(nets.logits(rows), linear.logits(rows)),
    explain(rows) {
      const [a, b] = [nets.explain(rows), linear.explain(rows)]
      return { logits: mix(a.logits, b.logits), shares: mix(a.shares, b.shares) }
    },
  }
}

/**
 * How much of the linear model to take, by the calibrated log-loss on rows that neither learnt from (stacking: Wolpert, Neural Networks 1992). Where
 * straight lines are right, nets alone are 0.005 to 0.01 of AUC behind them on a few thousand rows, and credit noise; where
 * they are not, little is taken.
 */
export function fitShare(
  nets: Predictor,
  linear: Predictor,
  validation: { rows: EncodedRows; labels: Uint8Array },
): number {
  const { rows, labels } = validation
  const losses = shares.map(share => {
    const logits = blended(nets, linear, share).logits(rows)
    const calibrator = fitPlatt(logits, labels)
    return logLoss(
      logits.map(logit => calibrate(calibrator, logit)),
      labels,
    )
  })
  return shares[losses.indexOf(Math.min(...losses))]!
}
