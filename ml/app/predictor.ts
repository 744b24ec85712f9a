import type { EncodedRows } from './encode'

/** A fitted model, ready to score. Everything is in logits, before calibration. */
export interface Predictor {
  /** Logit of the reference row, from which explanations start. */
  baseLogit: number
  logits(rows: EncodedRows): Float64Array
  /** `shares`: rows × features, what each feature moved. A row's shares sum to its logit − baseLogit. */
  explain(rows: EncodedRows): { logits: Float64Array; shares: Float64Array }
}
