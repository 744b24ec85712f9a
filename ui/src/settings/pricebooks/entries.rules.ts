import type { EntryInput, PriceBook } from '@sextant/db/pricebooks/price-books.model'

interface Product {
  id: string
  name: string
}

/** Stands before what one costs the company; the same in each language, as the table is copied. */
const costWord = 'cost'

/** Prices as they are typed: a product on each line, then `quantity = price` for each tier, with bars between them. */
export const writeEntries = (entries: PriceBook['entries']): string =>
  entries
    .map(({ productName, productId, tiers, cost }) =>
      [
        productName ?? productId,
        ...tiers.map(({ from, price }) => `${from} = ${price}`),
        ...(cost ? [`${costWord} = ${cost}`] : []),
      ].join(' | '),
    )
    .join('\n')

/** What cannot be read, and in which line. */
export type EntryFault = { fault: 'unknown' | 'malformed'; n: number; name: string }

/** The entries of what was typed. A product is known by its name, or by its id where its name is not the reader's to see. */
export function readEntries(
  text: string,
  products: readonly Product[],
  mayCost = false,
): EntryInput[] | EntryFault {
  const entries: EntryInput[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (!line.trim()) continue
    const [name = '', ...rest] = line.split('|').map(part => part.trim())
    const product = products.find(one => one.name === name || one.id === name)
    if (!product) return { fault: 'unknown', n: at + 1, name }
    const tiers = rest.filter(Boolean).map(part => /^([^\s=]+)\s*=\s*([^\s=]+)$/.exec(part))
    if (!tiers.length || tiers.some(tier => !tier)) return { fault: 'malformed', n: at + 1, name }
    const told = tiers.flatMap(tier => (tier ? [{ from: tier[1] ?? '', price: tier[2] ?? '' }] : []))
    const isCost = ({ from }: { from: string }) => mayCost && from.toLowerCase() === costWord
    entries.push({
      productId: product.id,
      tiers: told.filter(one => !isCost(one)),
      ...(mayCost && { cost: told.find(isCost)?.price ?? null }),
    })
  }
  return entries
}
