import type { DealLines, LineInput, LinesSave, LineTotals, Period } from '@sextant/db/lines/lines.model'
import { faultOf, type PricedLine, priceDocument, totalsOf } from '@sextant/db/lines/lines.rules'
import type { PriceBook } from '@sextant/db/pricebooks/price-books.model'
import { tierPrice } from '@sextant/db/pricebooks/price-books.rules'
import type { TaxRate } from '@sextant/db/taxes/taxes.model'

/** A line as it is typed. `item` is the name of a product or a text of its own. */
export interface TypedLine {
  item: string
  quantity: string
  unitPrice: string
  discount: string
  taxClass: string
  period: Period
  terms: string
}

export interface TypedLines {
  currency: string
  priceBookId: string
  taxCountry: string
  taxIncluded: boolean
  discountReason: string
  lines: TypedLine[]
}

interface Product {
  id: string
  name: string
  taxClass?: string | null
}

/** What the screen knows beside the lines. */
export interface Known {
  taxes: readonly TaxRate[]
  products: readonly Product[]
  books: readonly PriceBook[]
}

export const emptyLine = (): TypedLine => ({
  item: '',
  quantity: '1',
  unitPrice: '',
  discount: '',
  taxClass: '',
  period: 'once',
  terms: '1',
})

/** Whether anything was typed into a line: the one at the end that is always offered counts for nothing. */
const isTyped = ({ item, unitPrice }: TypedLine): boolean => item.trim() !== '' || unitPrice.trim() !== ''

/** What is there, to be changed; one empty line to begin with where there is none. */
export function typedOf(told: DealLines, currency: string): TypedLines {
  const lines = told.lines.map(
    ({ productName, text, quantity, unitPrice, discount, taxClass, period, terms }): TypedLine => ({
      item: text ?? productName ?? '',
      quantity,
      unitPrice,
      discount: discount === '0' ? '' : discount,
      taxClass: taxClass ?? '',
      period,
      terms: String(terms),
    }),
  )
  return {
    currency: told.currency ?? currency,
    priceBookId: told.priceBookId ?? '',
    taxCountry: told.taxCountry ?? '',
    taxIncluded: told.taxIncluded,
    discountReason: told.lines.find(({ asked }) => asked?.reason)?.asked?.reason ?? '',
    lines: lines.length ? lines : [emptyLine()],
  }
}

/** A figure as it is sent: a comma for a point where it stands alone, as many keyboards have it. */
const figure = (typed: string): string => {
  const text = typed.trim()
  return /^\d+,\d+$/.test(text) ? text.replace(',', '.') : text
}

const productOf = ({ item }: TypedLine, products: readonly Product[]) =>
  products.find(({ name }) => name === item.trim())

/** What the chosen book asks for the product of a line at its quantity; undefined where it has none. */
export function bookPrice(
  line: TypedLine,
  typed: TypedLines,
  { books, products }: Known,
): string | undefined {
  const product = productOf(line, products)
  const entry = books
    .find(({ id }) => id === typed.priceBookId)
    ?.entries.find(({ productId }) => productId === product?.id)
  return entry && tierPrice(entry.tiers, figure(line.quantity))
}

/** The class of a line among those of the country: its own where the country has it, else that of its product; none elsewhere. */
export function classFor(line: TypedLine, typed: TypedLines, { taxes, products }: Known): string {
  const classes = taxes.flatMap(({ country, taxClass }) => (country === typed.taxCountry ? [taxClass] : []))
  const wanted = [line.taxClass, productOf(line, products)?.taxClass?.toLowerCase()]
  return wanted.find(one => one && classes.includes(one)) ?? ''
}

const pricedOf = (line: TypedLine, typed: TypedLines, known: Known): PricedLine => ({
  quantity: figure(line.quantity),
  unitPrice: figure(line.unitPrice) || (bookPrice(line, typed, known) ?? ''),
  discount: figure(line.discount) || '0',
  taxPercent:
    known.taxes.find(({ country, taxClass }) => country === typed.taxCountry && taxClass === line.taxClass)
      ?.percent ?? '0',
  period: line.period,
  terms: line.period === 'once' ? 1 : Number(line.terms) || 1,
})

/** What the lines come to while they are typed: of each line its net, null where its figures cannot be read yet, and the sums of those that can. */
export function liveTotals(
  typed: TypedLines,
  known: Known,
): { nets: (number | null)[]; totals: LineTotals | undefined } {
  const priced = typed.lines.map(line => pricedOf(line, typed, known))
  const sound = priced.filter(line => !faultOf(line, typed.currency))
  const document = priceDocument(sound, typed)
  let next = 0
  const nets = priced.map(line => (sound.includes(line) ? Number(document.nets[next++]) : null))
  return { nets, totals: totalsOf(document) }
}

/** The lines as they are sent. What is the name of a product is that product; anything else is a text. A price that is not typed is the book's. */
export const sentOf = (typed: TypedLines, known: Known): LinesSave => ({
  currency: typed.currency,
  priceBookId: typed.priceBookId || null,
  taxCountry: typed.taxCountry || null,
  taxIncluded: typed.taxIncluded,
  discountReason: typed.discountReason.trim() || null,
  lines: typed.lines.filter(isTyped).map((line): LineInput => {
    const product = productOf(line, known.products)
    const { quantity, discount, period, terms } = pricedOf(line, typed, known)
    return {
      productId: product?.id ?? null,
      text: product ? null : line.item.trim() || null,
      quantity,
      unitPrice: figure(line.unitPrice) || null,
      discount,
      taxClass: line.taxClass || null,
      period,
      terms,
    }
  }),
})
