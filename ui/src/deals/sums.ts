import { apart, format } from '../app/format'
import type { Sum } from './board.rules'
import { t } from './deals.text'

const most = 2

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

/** The largest currencies, of as many as fit. */
export const largest = (sums: readonly Sum[]) => sums.slice(0, most)

/** That there are more currencies than the largest; nothing when there are none. */
export const moreSums = (sums: readonly Sum[]) =>
  sums.length > most ? t('sums.more', { n: sums.length - most }) : undefined

/** How many lines the head of a column needs for its sums. */
export const linesOf = (sums: readonly Sum[]) => largest(sums).length + (sums.length > most ? 1 : 0)

/** Every currency, in a sentence for hover, focus and screen readers. */
export const allSums = (sums: readonly Sum[], closed: boolean) =>
  sums.length
    ? sums
        .map(sum => (closed ? plain(sum) : t('column.sums', { sum: plain(sum), weighted: weighted(sum) })))
        .join(' · ')
    : t('column.noSum')
