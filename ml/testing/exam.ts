import type { OutcomeModel } from '../features/outcome-model'

/** A file as it is published. Each goes in by the mapping that the product guesses for it. */
export interface ExamFile {
  /** Below the data folder. */
  path: string
  entity: 'lead' | 'customer' | 'product' | 'member' | 'deal'
  rows: number
  /** Cells that were mistyped → what is read instead, as a person would say once in the preview. */
  mend?: Readonly<Record<string, string>>
}

export interface Bars {
  aucAtLeast: number
  brierAtMost: number
  /** Of the expected calibration error. */
  calibrationErrorAtMost: number
  /** How much greater its AUC is than that of a logistic regression on the same rows, which the two standard errors must also tell apart. */
  aboveLogisticAtLeast?: number
}

/** Rows of `bun run exam`: a model, trained on real data that came in as a user's files do. `*.exam.ts` files export `exam: Exam`. */
export interface Exam {
  name: string
  model: OutcomeModel
  /** In the order in which they go in. */
  files: readonly ExamFile[]
  /** Each trains once, and the marks are the means: a fifth held out by chance is a different one for each seed. Without it, 1. */
  seeds?: readonly number[]
  /** Features that the model must have left out, since they are known only afterwards. */
  leavesOut?: readonly string[]
  /**
   * By how the rows were held out: the latest (`time`), or some by chance (`hash`), which is kinder and what published figures are of. Set from a
   * measured run, with a margin for the chance in training.
   */
  bars: Partial<Record<'time' | 'hash', Bars>>
  /** What makes the bars what they are. */
  why: string
}
