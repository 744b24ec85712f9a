import type { VersionRow } from './versions.queries'

interface Figures {
  auc: number | null
  brier: number
  logLoss: number
}

/** A version in a line: how it did on the rows it had not seen (the split that made it). */
export interface VersionSummary extends Omit<VersionRow, 'card'> {
  rows: number
  positives: number
  baseRate: number
  split: 'time' | 'hash' | null
  holdout: Figures | null
  logistic: Figures | null
}

interface CardParts {
  data: { rows: number; positives: number; baseRate: number }
  results: { split: 'time' | 'hash'; model: Figures; logistic: Figures }[]
}

const figures = ({ auc, brier, logLoss }: Figures): Figures => ({ auc, brier, logLoss })

/** A version in a line, the figures taken from its card: rows, rates between 0 and 1, and the first split's results. */
export function summaryOf({ card, ...row }: VersionRow): VersionSummary {
  const { data, results } = card as unknown as CardParts
  const [main] = results
  return {
    ...row,
    rows: data.rows,
    positives: data.positives,
    baseRate: data.baseRate,
    split: main?.split ?? null,
    holdout: main ? figures(main.model) : null,
    logistic: main ? figures(main.logistic) : null,
  }
}
