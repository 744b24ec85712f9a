import type { Version } from './version.model'
import type { VersionRow } from './versions.queries'

type Figures = NonNullable<Version['holdout']>
const figures = ({ auc, brier, logLoss }: Figures): Figures => ({ auc, brier, logLoss })

/** A version in a line, the figures taken from its card: those of the first split. */
export function summaryOf({ card: { data, results }, ...row }: VersionRow): Version {
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
