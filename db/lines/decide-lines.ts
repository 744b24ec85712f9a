import { authorise, type Context } from '../core/context'
import { type Fraction, fractionOf } from '../core/decimal.rules'
import { forbidden, notFound, refused } from '../core/errors'
import { mayWrite } from '../core/grants.rules'
import { parse } from '../core/parse'
import { dealEntity } from '../deals/deals.entity'
import type { Deal } from '../deals/deals.model'
import { type Write, write } from '../events/write'
import { bookOf } from '../pricebooks/price-books.queries'
import { isWithinLimit, takenOff } from '../pricebooks/price-books.rules'
import { followLines } from '../quotes/follow-lines'
import { lockRecord } from '../records/read-record'
import { checkScope } from '../records/scope'
import { readLines } from './deal-lines.queries'
import { lineEvents } from './lines.events'
import { type DealLines, LinesDecide } from './lines.model'
import { type LinesHead, type Taxed, writePriced } from './save-lines'

interface Waiting {
  position: number
  unitPrice: string
  discount: string
  bookPrice: string | null
  askedBy: string | null
}

/**
 * Agrees to discounts that wait, or does not. By somebody whose own limit covers them (`line.beyond_yours`), and who has not written them (`line.own_discount`), whatever their
 * limit is. With an offer the lines go down to it, and their deal comes to what they then come to. Throws `refused` also where none of the lines waits (`line.none_waits`), for an
 * offer that is no less than what was asked for (`line.offer`), `not_found`, `forbidden`.
 */
export async function decideLines(ctx: Context, dealId: string, input: unknown): Promise<DealLines> {
  authorise(ctx, 'deal', 'update')
  const { approve, offer, lines } = parse(LinesDecide, input)
  if (offer !== null && !mayWrite(ctx.access, 'deal', 'amount'))
    throw forbidden(
      `Your role (${ctx.access.role}) may not write the amount of a deal.`,
      'deal.update.amount',
    )
  await write(ctx, async to => {
    const { tx, emit } = to
    const deal = await lockRecord(tx, dealEntity, dealId)
    if (!deal || deal.deletedAt) throw notFound('deal')
    await checkScope(ctx, tx, dealEntity, deal, 'update')
    const waiting = await tx<Waiting[]>`
      select position, trim_scale(unit_price)::text as unit_price, trim_scale(discount)::text as discount, trim_scale(book_price)::text as book_price, asked_by
      from deal_line where deal_id = ${dealId} and approval = 'waiting' order by position`
    const meant = waiting.filter(({ position }) => lines?.includes(position + 1) ?? true)
    if (meant.length === 0 || (lines && meant.length < new Set(lines).size))
      throw refused('line.none_waits', 'No discount of these lines waits.')
    const [head] = await tx<{ priceBookId: string | null }[]>`
      select price_book_id from deal_pricing where deal_id = ${dealId}`
    const book = head?.priceBookId ? await bookOf(ctx, tx, head.priceBookId) : undefined
    const { role, cap, memberId } = ctx.access
    for (const line of meant) {
      const told = { line: line.position + 1 }
      if (memberId === null || line.askedBy === memberId)
        throw refused(
          'line.own_discount',
          `Line ${told.line}: nobody agrees to a discount of their own.`,
          told,
        )
      const taken = takenOff(line, line.bookPrice ?? line.unitPrice)
      const given = approve && offer !== null ? lessThan(taken, offer) : taken
      if (!given)
        throw refused(
          'line.offer',
          `Line ${told.line}: an offer is a percentage below what was asked for.`,
          told,
        )
      if (!isWithinLimit(given, { roles: cap ? [role, cap] : [role], limits: book?.limits ?? {} }))
        throw refused('line.beyond_yours', `Line ${told.line}: this is more than you may give.`, told)
    }
    const positions = meant.map(({ position }) => position)
    if (approve && offer !== null) await writeOffer(ctx, to, deal, { offer, positions })
    else
      await tx`
      update deal_line set approval = ${approve ? 'approved' : 'declined'}, decided_by = ${memberId}
      where deal_id = ${dealId} and position = any(${positions}::int[])`
    emit(
      lineEvents.decided(dealId, {
        approved: approve,
        offered: approve && offer !== null,
        lines: meant.length,
      }),
    )
    await followLines(ctx, to, dealId)
  })
  return readLines(ctx, dealId)
}

/** The offer, where it is a percentage below what was asked for. */
function lessThan(taken: Fraction, offer: string): Fraction | undefined {
  const offered = fractionOf(offer, { whole: 3, part: 4 })
  return offered && offered.n * taken.d < taken.n * offered.d ? offered : undefined
}

/** The lines at these places at the price of the book, less the offer, and agreed to; those of the others stay. */
async function writeOffer(
  ctx: Context,
  to: Write,
  deal: Deal,
  { offer, positions }: { offer: string; positions: readonly number[] },
): Promise<void> {
  const [head] = await to.tx<LinesHead[]>`
    select currency, price_book_id, tax_country, tax_included from deal_pricing where deal_id = ${deal.id}`
  const kept = await to.tx<(Taxed & { position: number })[]>`
    select position, product_id, text, trim_scale(quantity)::text as quantity, trim_scale(unit_price)::text as unit_price, trim_scale(discount)::text as discount,
      tax_class, trim_scale(tax_percent)::text as tax_percent, period, terms, trim_scale(book_price)::text as book_price, trim_scale(cost)::text as cost, approval, asked_by, reason, decided_by
    from deal_line where deal_id = ${deal.id} order by position`
  const lines = kept.map(({ position, ...line }): Taxed => {
    if (!positions.includes(position)) return line
    const unitPrice = line.bookPrice ?? line.unitPrice
    return { ...line, unitPrice, discount: offer, approval: 'approved', decidedBy: ctx.access.memberId }
  })
  await writePriced(ctx, to, deal, lines, head!)
}
