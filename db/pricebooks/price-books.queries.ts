import { authorise, type Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { mayReadCost } from '../products/may-read-cost'
import { reachSql } from '../records/scope'
import type { PriceBook } from './price-books.model'

/** The books, by name; with the entries of each. */
export async function listPriceBooks(ctx: Context): Promise<PriceBook[]> {
  authorise(ctx, 'price_book', 'read')
  const rows = await readOnce(
    ctx,
    sql => sql<{ book: PriceBook }[]>`${booksSql(ctx, sql)} order by b.name, b.id`,
  )
  return rows.map(({ book }) => book)
}

/** One book. Throws `not_found`. */
export async function readPriceBook(ctx: Context, id: string): Promise<PriceBook> {
  authorise(ctx, 'price_book', 'read')
  if (!isUuid(id)) throw notFound('price book')
  const [row] = await readOnce(ctx, sql => sql<{ book: PriceBook }[]>`${booksSql(ctx, sql)} and b.id = ${id}`)
  if (!row) throw notFound('price book')
  return row.book
}

/** The book by which lines are priced, inside their transaction; with what products cost, whoever prices. */
export async function bookOf(ctx: Context, tx: Tx, id: string): Promise<PriceBook | undefined> {
  const [row] = await tx<{ book: PriceBook }[]>`${booksSql(ctx, tx, true)} and b.id = ${id}`
  return row?.book
}

/** `costs`: also what products cost; else as far as the asker may read it. */
const booksSql = (ctx: Context, sql: Tx, costs = mayReadCost(ctx)) => sql`
  select json_build_object('id', b.id, 'name', b.name, 'currency', b.currency, 'validFrom', b.valid_from, 'validUntil', b.valid_until, 'limits', b.limits,
    'entries', (select coalesce(json_agg(json_build_object('productId', e.product_id, 'productName', p.name, 'tiers', e.tiers ${costs ? sql`, 'cost', trim_scale(e.cost)::text` : sql``}) order by p.name, e.product_id), '[]')
      from price_book_entry e left join lateral (select t.name from product t where t.id = e.product_id ${reachSql(ctx, sql, 'product')}) p on true
      where e.price_book_id = b.id)) as book
  from price_book b where b.workspace_id = ${ctx.workspaceId} and b.deleted_at is null`
