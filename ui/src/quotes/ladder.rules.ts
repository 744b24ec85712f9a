import type { DealLines, Line, LinesSave } from '@sextant/db/lines/lines.model'
import { priceDocument } from '@sextant/db/lines/lines.rules'
import type { Tier } from '@sextant/db/pricebooks/price-books.model'
import { tierPrice } from '@sextant/db/pricebooks/price-books.rules'

/** A tier of a price book as it stands under a line. */
interface Step {
  from: string
  /** Up to and with this quantity, where tiers begin at whole ones; null: and more, or below where the next begins. */
  until: string | null
  price: string
  /** The line’s quantity is in it. */
  here: boolean
}

/** What a line costs at each quantity, and what it would cost at the next. */
export interface Ladder {
  steps: Step[]
  /** At the first quantity of the next tier the line costs so much more, in minor units; below zero: less. */
  next?: { quantity: string; moreMinor: number }
}

const isWhole = (text: string): boolean => /^\d+$/.test(text)

/** The ladder of a line in its price book; undefined where one price holds for all quantities. */
export function ladderOf(line: Line, tiers: readonly Tier[], currency: string): Ladder | undefined {
  if (tiers.length < 2) return undefined
  const at = Math.max(0, tiers.filter(({ from }) => Number(from) <= Number(line.quantity)).length - 1)
  const steps = tiers.map(({ from, price }, n): Step => {
    const next = tiers[n + 1]?.from
    const until = next && isWhole(next) && isWhole(from) ? String(BigInt(next) - 1n) : null
    return { from: n === 0 && from === '0' ? '1' : from, until, price, here: n === at }
  })
  const next = tiers[at + 1]
  if (!next) return { steps }
  const cost = (priced: Line) => priceDocument([priced], { currency, taxIncluded: false }).nets[0] ?? 0n
  const there = { ...line, quantity: next.from, unitPrice: tierPrice(tiers, next.from) ?? line.unitPrice }
  return { steps, next: { quantity: next.from, moreMinor: Number(cost(there) - cost(line)) } }
}

/** The lines as they are, but for the one at `at`: it takes another quantity, at the price of the book. */
export const withQuantity = (told: DealLines, at: number, quantity: string): LinesSave => ({
  currency: told.currency ?? 'EUR',
  priceBookId: told.priceBookId,
  taxCountry: told.taxCountry,
  taxIncluded: told.taxIncluded,
  discountReason: told.lines[at]?.asked?.reason ?? null,
  lines: told.lines.map((line, n) => ({
    productId: line.productId,
    text: line.text,
    quantity: n === at ? quantity : line.quantity,
    unitPrice: n === at ? null : line.unitPrice,
    discount: line.discount,
    taxClass: line.taxClass,
    period: line.period,
    terms: line.terms,
  })),
})
