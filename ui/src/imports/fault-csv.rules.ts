import type { ImportFault } from '@sextant/db/mapping/mapping.model'
import { csvLine } from '@sextant/db/reading/csv.rules'

/** Faults as CSV for a spreadsheet, by the same rules as an export: what would be run as a formula begins with an apostrophe. */
export const faultCsv = (
  heads: readonly string[],
  faults: readonly Pick<ImportFault, 'row' | 'column' | 'value'>[],
  say: (at: number) => string,
): string =>
  `\uFEFF${[heads, ...faults.map(({ row, column = '', value = '' }, i) => [row, column, value, say(i)])].map(csvLine).join('')}`
