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
}

/** Rows of `bun run exam`: a model, trained on real data that came in as a user's files do. `*.exam.ts` files export `exam: Exam`. */
export interface Exam {
  name: string
  model: OutcomeModel
  /** In the order in which they go in. */
  files: readonly ExamFile[]
  /**
   * By how the rows were held out: the latest (`time`), or some by chance (`hash`), which is kinder and what published figures are of. Set from a
   * measured run, with a margin for the chance in training.
   */
  bars: Partial<Record<'time' | 'hash', Bars>>
  /** What makes the bars what they are. */
  why: string
}
