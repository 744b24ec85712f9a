import { authorise, type Context } from '../core/context'
import { invalid, notFound, refused } from '../core/errors'
import { mayWrite } from '../core/grants.rules'
import { isUuid, uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { priceBookEvents } from './price-books.events'
import { type PriceBook, PriceBookSave } from './price-books.model'
import { bookOf, readPriceBook } from './price-books.queries'
import { bookFault } from './price-books.rules'

/**
 * Writes a whole book: a new one, or in place of what it was. Lines that are there keep their prices. Throws `refused` by the rule of what cannot be (`price_book.tier_gap`,
 * `price_book.tier_order`, `price_book.product_twice`, …), `invalid` for a product that is not there, `not_found`.
 */
export async function savePriceBook(ctx: Context, id: string | null, input: unknown): Promise<PriceBook> {
  authorise(ctx, 'price_book', id === null ? 'create' : 'update')
  const book = parse(PriceBookSave, input)
  const at = book.entries.findIndex(({ cost }) => cost !== undefined)
  if (at >= 0 && !mayWrite(ctx.access, 'product', 'cost'))
    throw invalid([
      {
        pointer: `/entries/${at}/cost`,
        code: 'not_writable',
        message: 'Your role may not write what products cost.',
        params: { field: 'cost' },
      },
    ])
  const fault = bookFault(book)
  if (fault) throw refused(fault.rule, fault.message, fault.params)
  if (id !== null && !isUuid(id)) throw notFound('price book')
  const bookId = id ?? uuidv7()
  await write(ctx, async ({ tx, emit }) => {
    const ids = book.entries.map(({ productId }) => productId)
    const there = await tx<{ id: string }[]>`
      select id from product where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[])`
    const missing = ids.findIndex(one => !there.some(({ id }) => id === one.toLowerCase()))
    if (missing >= 0)
      throw invalid([
        {
          pointer: `/entries/${missing}/productId`,
          code: 'reference_missing',
          message: 'There is no such product here.',
          params: { entity: 'product' },
        },
      ])
    const values = {
      name: book.name,
      currency: book.currency,
      valid_from: book.validFrom,
      valid_until: book.validUntil,
      limits: tx.json(book.limits),
      set_at: ctx.clock().toISOString(),
    }
    // What nothing is said of stays: who may not read it writes the book too.
    const before = id === null ? undefined : await bookOf(ctx, tx, bookId)
    const costWas = (productId: string) => before?.entries.find(one => one.productId === productId)?.cost
    if (id === null)
      await tx`insert into price_book ${tx({ id: bookId, workspace_id: ctx.workspaceId, ...values })}`
    else {
      const [changed] = await tx`
        update price_book set ${tx(values)} where id = ${bookId} and workspace_id = ${ctx.workspaceId} and deleted_at is null returning 1`
      if (!changed) throw notFound('price book')
      await tx`delete from price_book_entry where price_book_id = ${bookId}`
    }
    const rows = book.entries.map(({ productId, tiers, cost }) => ({
      product_id: productId,
      tiers,
      cost: cost === undefined ? (costWas(productId.toLowerCase()) ?? null) : cost || null,
    }))
    if (rows.length)
      await tx`
        insert into price_book_entry (workspace_id, price_book_id, product_id, tiers, cost)
        select ${ctx.workspaceId}, ${bookId}, product_id, tiers, cost from jsonb_populate_recordset(null::price_book_entry, ${tx.json(rows as never)})`
    emit(priceBookEvents.saved(bookId, { name: book.name, entries: rows.length }))
  })
  return readPriceBook(ctx, bookId)
}

/** Takes a book out of use. Lines that were priced by it stay as they are. Throws `not_found`. */
export async function archivePriceBook(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'price_book', 'archive')
  if (!isUuid(id)) throw notFound('price book')
  await write(ctx, async ({ tx, emit }) => {
    const [gone] = await tx<{ name: string }[]>`
      update price_book set deleted_at = ${ctx.clock().toISOString()} where id = ${id} and workspace_id = ${ctx.workspaceId} and deleted_at is null returning name`
    if (!gone) throw notFound('price book')
    emit(priceBookEvents.archived(id, { name: gone.name }))
  })
}
