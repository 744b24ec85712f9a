import { apart, format } from '../app/format'
import { ratesSentence } from '../parts/records/valuation'
import type { BoardStage, BoardTotals, Sum, Total } from './board.rules'
import { t } from './deals.text'

export const plain = ({ currency, minor }: Sum) => apart(format.moneyShort({ currency, minor }))
export const weighted = ({ currency, weightedMinor }: Sum) =>
  apart(format.moneyShort({ currency, minor: weightedMinor }))

/** The weighted amount beside its plain one, in the same unit: “€0.29 M” beside “€1.92 M”. A code is not said twice, a sign is. */
export const weightedBeside = (sum: Sum) => {
  const text = format.moneyShort(
    { currency: sum.currency, minor: sum.weightedMinor },
    { currency: sum.currency, minor: sum.minor },
  )
  return apart(text.replace(sum.currency, '').trim())
}

/** Whether any amount is in the sum: one of amounts without a rate alone is no zero. */
export const hasSum = (stage: BoardStage): boolean =>
  stage.sums.some(({ here }) => here !== null) || !!stage.total?.minor

const both = (sum: Sum, closed: boolean) =>
  closed ? plain(sum) : t('column.sums', { sum: plain(sum), weighted: weighted(sum) })

/** The sum, what it is made of by currency, by which rates, and what is not in it: for hover, focus and screen readers. */
export function allSums(
  { sums, total }: BoardStage,
  valuation: BoardTotals['valuation'],
  closed: boolean,
): string {
  if (!sums.length || !total) return t('column.noSum')
  const mixed = sums.some(({ currency }) => currency !== valuation.currency)
  return [
    both(total, closed),
    ...(mixed
      ? [
          sums.map(sum => both(sum, closed)).join(' · '),
          closed ? t('sums.closedRates') : ratesSentence(valuation),
        ]
      : []),
    ...(total.missing ? [missingSentence(total)] : []),
  ]
    .filter(Boolean)
    .join('. ')
}

/** How many deals are in no sum. */
export const missingSentence = ({ missing }: Total) => t('sums.missing', { n: missing })
