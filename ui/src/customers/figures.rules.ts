import type { Money } from '@sextant/db/core/field.model'
import { sumByCurrency } from '@sextant/db/core/money.rules'
import type { ReadOf } from '@sextant/db/core/record.model'
import type { DealModel } from '@sextant/db/deals/deals.model'

type Deal = ReadOf<{ Read: typeof DealModel.Part }>
export type FigureDeal = Pick<Deal, 'status' | 'amount' | 'expectedCloseOn' | 'closedOn'>
export interface Figures {
  /** Sums per currency, largest first. */
  open: Money[]
  openCount: number
  /** Earliest expected close of an open deal from today on. */
  nextClose: string | undefined
  won: Money[]
  wonCount: number
  lastWon: string | undefined
  closedCount: number
}

/** What a customer's deals come to. Nothing is converted. `today` is a day. */
export function figuresOf(deals: readonly FigureDeal[], today: string): Figures {
  const open = deals.filter(({ status }) => status === 'open')
  const won = deals.filter(({ status }) => status === 'won')
  return {
    open: sums(open),
    openCount: open.length,
    nextClose: open
      .flatMap(({ expectedCloseOn }) =>
        expectedCloseOn && expectedCloseOn >= today ? [expectedCloseOn] : [],
      )
      .sort()[0],
    won: sums(won),
    wonCount: won.length,
    lastWon: won
      .flatMap(({ closedOn }) => closedOn ?? [])
      .sort()
      .at(-1),
    closedCount: deals.length - open.length,
  }
}

const sums = (deals: readonly FigureDeal[]) =>
  sumByCurrency(deals.flatMap(({ amount }) => amount ?? [])).sort((a, b) => b.minor - a.minor)
