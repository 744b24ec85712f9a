import { currencyExponent } from '../core/currencies.rules'
import type { FieldKind } from '../core/field.model'
import { splitCurrency } from './currency.rules'
import { westernDigits } from './dates.rules'

export type DecimalMark = '.' | ','

const other = (mark: DecimalMark): DecimalMark => (mark === '.' ? ',' : '.')

/** Up to three digits, a mark and three more: fifteen thousand, or fifteen with three decimals. */
export const mayBeThousands = (figures: string): boolean => /^[1-9]\d{0,2}[.,]\d{3}$/.test(figures)

/** The digits and marks of a cell. */
const figuresOf = (cell: string): string =>
  westernDigits(cell)
    .replace(/[^\d.,]/g, '')
    .replace(/^[.,]+|[.,]+$/g, '')

/** The decimal mark that a cell shows by itself: it has both marks, one of them twice, or digits behind it that are no group. */
function shownBy(figures: string): DecimalMark | undefined {
  const mark = /[.,](?=\d*$)/.exec(figures)?.[0] as DecimalMark | undefined
  if (!mark) return undefined
  if (figures.includes(other(mark))) return mark
  if (figures.split(mark).length > 2) return other(mark)
  return mayBeThousands(figures) ? undefined : mark
}

function votesOf(cells: readonly string[]) {
  const votes = { '.': 0, ',': 0 }
  const either: string[] = []
  for (const cell of cells) {
    const figures = figuresOf(cell)
    const mark = shownBy(figures)
    if (mark) votes[mark] += 1
    else if (mayBeThousands(figures)) either.push(cell)
  }
  return { votes, either }
}

const winner = (votes: Record<DecimalMark, number>): DecimalMark | undefined =>
  votes['.'] === votes[','] ? undefined : votes['.'] > votes[','] ? '.' : ','

/** Which of point and comma is the decimal mark, by the cells that can be read only one way. */
export const decimalOf = (cells: readonly string[]): DecimalMark | undefined => winner(votesOf(cells).votes)

/** What a column's figures are, as far as it helps to tell point from comma. */
interface Figures {
  kind: FieldKind
  /** The currency of an amount that names none; undefined where the rows have several with different decimals. */
  currency: string | undefined
  /** The mark that the other columns of the file show. */
  ofFile: DecimalMark | undefined
}

/**
 * The decimal mark of a column, and whether somebody should be asked. Its own cells decide; then the decimals that its currency has, or that a whole
 * number has not; then the file's other columns. `15.000` alone tells nobody anything.
 */
export function decimalIn(
  cells: readonly string[],
  { kind, currency, ofFile }: Figures,
): { mark: DecimalMark | undefined; ask: boolean } {
  const { votes, either } = votesOf(cells)
  const own = winner(votes)
  if (either.length === 0 || (own && !(votes['.'] && votes[',']))) return { mark: own, ask: false }
  if (votes['.'] || votes[',']) return { mark: own, ask: true }
  const byKind = { '.': 0, ',': 0 }
  for (const cell of either) {
    const mark = figuresOf(cell).includes('.') ? '.' : ','
    const code =
      kind === 'money' && currency ? (splitCurrency(cell, currency)?.currency ?? currency) : undefined
    if (code) byKind[currencyExponent(code) === 3 ? mark : other(mark)] += 1
    if (kind === 'integer') byKind[other(mark)] += 1
  }
  const mark = winner(byKind)
  if (!mark || (byKind['.'] && byKind[',']))
    return { mark: mark ?? ofFile, ask: !ofFile || mark !== undefined }
  return { mark, ask: ofFile !== undefined && ofFile !== mark }
}
