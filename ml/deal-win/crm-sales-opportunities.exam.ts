import type { Exam } from '../testing/exam'
import { dealWin } from './spec'

const from = 'crm-sales-opportunities'

export const exam: Exam = {
  name: 'crm-sales-opportunities',
  model: dealWin,
  files: [
    { path: `${from}/accounts.csv`, entity: 'customer', rows: 85, mend: { Philipines: 'Philippines' } },
    { path: `${from}/products.csv`, entity: 'product', rows: 7 },
    { path: `${from}/sales_teams.csv`, entity: 'member', rows: 35 },
    { path: `${from}/sales_pipeline.csv`, entity: 'deal', rows: 8_800 },
  ],
  bars: {
    time: { aucAtLeast: 0.45, brierAtMost: 0.245, calibrationErrorAtMost: 0.08 },
    hash: { aucAtLeast: 0.52, brierAtMost: 0.24, calibrationErrorAtMost: 0.05 },
  },
  why: 'The data are made up, and their outcomes hardly follow from what is known beforehand: what counts is that the model does not claim to know.',
}
