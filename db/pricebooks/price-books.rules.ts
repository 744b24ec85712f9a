import { type Fraction, fractionOf } from '../core/decimal.rules'
import type { PriceBookSave, Tier } from './price-books.model'

/** What is wrong with a book: the rule that says so, and its parameters. */
interface BookFault {
  rule: `price_book.${string}`
  message: string
  params: Record<string, string | number>
}

const quantityOf = (text: string) => fractionOf(text, { whole: 9, part: 6 })
const priceOf = (text: string) => fractionOf(text, { whole: 12, part: 6 })
const percentOf = (text: string) => fractionOf(text, { whole: 3, part: 4 })
const isLess = (a: Fraction, b: Fraction): boolean => a.n * b.d < b.n * a.d

/** The first thing in a book that cannot be; undefined where all can. Tiers rise without a gap: the first begins at nothing or one, each further one above the one before. */
export function bookFault({ validFrom, validUntil, limits, entries }: PriceBookSave): BookFault | undefined {
  if (validFrom && validUntil && validFrom > validUntil)
    return {
      rule: 'price_book.ends_before',
      message: 'It ends before it begins.',
      params: { from: validFrom, until: validUntil },
    }
  for (const [role, text] of Object.entries(limits)) {
    const limit = percentOf(text)
    if (!limit || isLess({ n: 100n, d: 1n }, limit))
      return {
        rule: 'price_book.limit',
        message: 'A limit is a percentage from 0 to 100.',
        params: { role, limit: text },
      }
  }
  const seen = new Set<string>()
  for (const [at, { productId, tiers, cost }] of entries.entries()) {
    const params = { entry: at + 1 }
    if (cost && !priceOf(cost))
      return { rule: 'price_book.cost', message: 'A cost is a plain decimal of zero or more.', params }
    if (seen.has(productId))
      return { rule: 'price_book.product_twice', message: 'A product is there twice.', params }
    seen.add(productId)
    const fault = tierFault(tiers)
    if (fault) return { ...fault, params: { ...params, ...fault.params } }
  }
  return undefined
}

function tierFault(tiers: readonly Tier[]): BookFault | undefined {
  if (tiers.length === 0)
    return { rule: 'price_book.no_tier', message: 'A product has a price at least.', params: {} }
  let before: Fraction | undefined
  for (const [at, { from, price }] of tiers.entries()) {
    const params = { tier: at + 1 }
    const quantity = quantityOf(from)
    if (!quantity)
      return {
        rule: 'price_book.tier_quantity',
        message: 'A tier begins at a quantity below 1,000,000,000.',
        params,
      }
    if (!priceOf(price))
      return { rule: 'price_book.tier_price', message: 'A price is a plain decimal of zero or more.', params }
    if (!before && isLess({ n: 1n, d: 1n }, quantity))
      return {
        rule: 'price_book.tier_gap',
        message: 'Below the first tier there is no price: it begins at 0 or 1.',
        params,
      }
    if (before && !isLess(before, quantity))
      return { rule: 'price_book.tier_order', message: 'Each tier begins above the one before.', params }
    before = quantity
  }
  return undefined
}

/** Whether the book holds on a day. */
export const holdsOn = (
  { validFrom, validUntil }: { validFrom: string | null; validUntil: string | null },
  day: string,
): boolean => (!validFrom || validFrom <= day) && (!validUntil || day <= validUntil)

/** The price of a quantity: that of the last tier that it reaches. A part of one below the first tier has the first one's. */
export function tierPrice(tiers: readonly Tier[], quantity: string): string | undefined {
  const asked = quantityOf(quantity)
  if (!asked) return undefined
  const reached = tiers.filter(({ from }) => !isLess(asked, quantityOf(from) ?? { n: 0n, d: 1n }))
  return (reached.at(-1) ?? tiers[0])?.price
}

/**
 * How far a line goes below the book, in percent, exactly: its own discount and its price together, against the price of its tier. Below zero: it is dearer. Zero
 * where the book has it for nothing.
 */
export function takenOff(line: { unitPrice: string; discount: string }, bookPrice: string): Fraction {
  const [price, off, list] = [priceOf(line.unitPrice), percentOf(line.discount), priceOf(bookPrice)]
  if (!price || !off || !list?.n) return { n: 0n, d: 1n }
  // 100 × (1 − price × (1 − off/100) / list)
  const d = list.n * price.d * 100n * off.d
  return { n: 100n * (d - price.n * list.d * (100n * off.d - off.n)), d }
}

/** Whether somebody may take so much off by themselves: an administrator all, another role what the book says of it. */
export function isWithinLimit(
  taken: Fraction,
  { roles, limits }: { roles: readonly string[]; limits: Readonly<Record<string, string>> },
): boolean {
  if (taken.n <= 0n) return true
  return roles.every(role => {
    if (role === 'admin') return true
    const limit = percentOf(limits[role] ?? '0') ?? { n: 0n, d: 1n }
    return !isLess(limit, taken)
  })
}
