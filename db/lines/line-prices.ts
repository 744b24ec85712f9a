import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, refused } from '../core/errors'
import { toDecimal } from '../core/money.rules'
import { dayAt } from '../core/time-zone.rules'
import { bookOf } from '../pricebooks/price-books.queries'
import { holdsOn, isWithinLimit, takenOff, tierPrice } from '../pricebooks/price-books.rules'
import type { Line, LineInput, LinesSave } from './lines.model'

/** Whether a line's discount waits for somebody, who wrote it, and who decided. */
export interface LineApproval {
  bookPrice: string | null
  /** What one costs; null where neither the book nor the product says it in the currency of the lines. */
  cost: string | null
  approval: Line['approval']
  askedBy: string | null
  reason: string | null
  decidedBy: string | null
}

type Taxed = LineInput & { taxClass: string | null; taxPercent: string }
type Booked = Omit<Taxed, 'unitPrice'> & {
  unitPrice: string
  bookPrice: string | null
  cost: string | null
  isWithin: boolean
}

/**
 * The lines with what the price book says of each at its quantity; a line without a price takes that. Throws `refused` for a book of another currency
 * (`price_book.other_currency`), one that does not hold today (`price_book.not_valid`), and a line without any price (`line.unit_price`).
 */
export async function withBookPrices(
  ctx: Context,
  tx: Tx,
  lines: readonly Taxed[],
  { priceBookId, currency }: Omit<LinesSave, 'lines'>,
): Promise<Booked[]> {
  const book = priceBookId ? await bookOf(ctx, tx, priceBookId) : undefined
  if (priceBookId && !book)
    throw invalid([
      {
        pointer: '/priceBookId',
        code: 'reference_missing',
        message: 'There is no such price book here.',
        params: { entity: 'price_book' },
      },
    ])
  if (book && book.currency !== currency)
    throw refused(
      'price_book.other_currency',
      `The price book is in ${book.currency}, the lines in ${currency}.`,
      {
        book: book.currency,
        currency,
      },
    )
  if (book && !holdsOn(book, dayAt(ctx.clock().getTime(), ctx.workspaceTimeZone)))
    throw refused('price_book.not_valid', `The price book “${book.name}” does not hold today.`, {
      name: book.name,
    })
  const costs = await costsOf(tx, lines, currency)
  const { role, cap } = ctx.access
  const roles = cap ? [role, cap] : [role]
  return lines.map((line, at) => {
    const entry = book?.entries.find(({ productId }) => productId === line.productId?.toLowerCase())
    const bookPrice = (entry && tierPrice(entry.tiers, line.quantity)) ?? null
    const unitPrice = line.unitPrice || bookPrice
    if (!unitPrice)
      throw refused('line.unit_price', `Line ${at + 1} has no price, and its price book has none.`, {
        line: at + 1,
      })
    const taken = takenOff({ unitPrice, discount: line.discount }, bookPrice ?? unitPrice)
    const isWithin = !book || isWithinLimit(taken, { roles, limits: book.limits })
    const cost = entry?.cost ?? costs.get(line.productId?.toLowerCase() ?? '') ?? null
    return { ...line, unitPrice, bookPrice, cost, isWithin }
  })
}

/** What products cost that say it in a currency, as decimals. */
async function costsOf(tx: Tx, lines: readonly Taxed[], currency: string): Promise<Map<string, string>> {
  const ids = lines.flatMap(({ productId }) => (productId ? [productId] : []))
  if (ids.length === 0) return new Map()
  const known = await tx<{ id: string; minor: string }[]>`
    select id, cost_minor as minor from product where id = any(${ids}::uuid[]) and cost_currency = ${currency} and cost_minor >= 0`
  return new Map(known.map(({ id, minor }) => [id, toDecimal({ minor: Number(minor), currency })]))
}

/** The lines with who has to agree to them: those beyond the limit of who writes wait, unless the very same was decided before. */
export async function withApprovals(
  ctx: Context,
  tx: Tx,
  dealId: string,
  lines: readonly Booked[],
  reason: string | null,
): Promise<(Booked & LineApproval)[]> {
  const decided = await tx<
    (Pick<Line, 'productId' | 'text' | 'quantity' | 'unitPrice' | 'discount' | 'approval'> & {
      askedBy: string | null
      reason: string | null
      decidedBy: string | null
    })[]
  >`
    select product_id, text, trim_scale(quantity)::text as quantity, trim_scale(unit_price)::text as unit_price, trim_scale(discount)::text as discount,
      approval, asked_by, reason, decided_by from deal_line where deal_id = ${dealId} and approval is not null`
  return lines.map(line => {
    if (line.isWithin) return { ...line, approval: null, askedBy: null, reason: null, decidedBy: null }
    const before = decided.find(
      one =>
        one.productId === line.productId &&
        one.text === line.text &&
        Number(one.quantity) === Number(line.quantity) &&
        Number(one.unitPrice) === Number(line.unitPrice) &&
        Number(one.discount) === Number(line.discount),
    )
    if (before)
      return {
        ...line,
        approval: before.approval,
        askedBy: before.askedBy,
        reason: (before.approval === 'waiting' ? reason : null) ?? before.reason,
        decidedBy: before.decidedBy,
      }
    return { ...line, approval: 'waiting' as const, askedBy: ctx.access.memberId, reason, decidedBy: null }
  })
}
