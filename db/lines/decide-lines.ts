import { authorise, type Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { parse } from '../core/parse'
import { dealEntity } from '../deals/deals.entity'
import { write } from '../events/write'
import { bookOf } from '../pricebooks/price-books.queries'
import { isWithinLimit, takenOff } from '../pricebooks/price-books.rules'
import { followLines } from '../quotes/follow-lines'
import { lockRecord } from '../records/read-record'
import { checkScope } from '../records/scope'
import { readLines } from './deal-lines.queries'
import { lineEvents } from './lines.events'
import { type DealLines, LinesDecide } from './lines.model'

interface Waiting {
  position: number
  unitPrice: string
  discount: string
  bookPrice: string | null
  askedBy: string | null
}

/**
 * Agrees to discounts that wait, or does not. By somebody whose own limit covers them (`line.beyond_yours`), and who has not written them (`line.own_discount`), whatever their
 * limit is. Throws `refused` also where none of the lines waits (`line.none_waits`), `not_found`, `forbidden`.
 */
export async function decideLines(ctx: Context, dealId: string, input: unknown): Promise<DealLines> {
  authorise(ctx, 'deal', 'update')
  const { approve, lines } = parse(LinesDecide, input)
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
      if (!isWithinLimit(taken, { roles: cap ? [role, cap] : [role], limits: book?.limits ?? {} }))
        throw refused('line.beyond_yours', `Line ${told.line}: this is more than you may give.`, told)
    }
    await tx`
      update deal_line set approval = ${approve ? 'approved' : 'declined'}, decided_by = ${memberId}
      where deal_id = ${dealId} and position = any(${meant.map(({ position }) => position)}::int[])`
    emit(lineEvents.decided(dealId, { approved: approve, lines: meant.length }))
    await followLines(ctx, to, dealId)
  })
  return readLines(ctx, dealId)
}
