import type { ImportFault } from '@sextant/db/mapping/mapping.model'

/** What is wrong with a row, or with what it is like: to leave one cell empty mends none of these. */
const ofRows = new Set([
  'required',
  'not_a_record',
  'too_many_cells',
  'quote_unclosed',
  'quote_misplaced',
  'encoding',
  'nul_character',
  'ambiguous_match',
  'duplicate',
  'rule',
  'reference_left_empty',
])

/** A value longer than this is told cut off, so that it is not known which cell it was. */
const toldLength = 200

/** Whether the row is taken once this cell is read as empty. */
export const mayBeLeftEmpty = ({ column, value, code, params }: ImportFault): boolean =>
  column !== null &&
  Boolean(value?.trim()) &&
  (value ?? '').length < toldLength &&
  params.withheld !== true &&
  !ofRows.has(code)
