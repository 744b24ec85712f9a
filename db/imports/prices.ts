import type { Tx } from '../core/database'
import type { Money } from '../core/field.model'
import type { AnyRecord } from '../core/record.model'
import type { ReadyRow } from './ready-rows'

/** Product → its price. */
export type Prices = ReadonlyMap<string, Money>

/** The prices of the products that rows are about, for an import that fills amounts from them. */
export async function pricesOf(tx: Tx, rows: readonly ReadyRow[]): Promise<Prices> {
  const wanted = [
    ...new Set(
      rows.flatMap(({ values: { productId } }) => (typeof productId === 'string' ? [productId] : [])),
    ),
  ]
  if (wanted.length === 0) return new Map()
  const prices = await tx<{ id: string; minor: number; currency: string }[]>`
    select id, price_minor as minor, price_currency as currency from product where id = any(${wanted}::uuid[]) and price_minor is not null`
  return new Map(prices.map(({ id, minor, currency }) => [id, { minor, currency }]))
}

/** A deal without an amount is worth its product's price. */
export function fillPrice(before: AnyRecord | null, values: Record<string, unknown>, prices: Prices): void {
  const { amount, productId } = values
  if (amount != null || before?.amount != null || typeof productId !== 'string') return
  if (productId === before?.productId) return
  const price = prices.get(productId)
  if (price) values.amount = price
}
