import * as v from 'valibot'
import { dictionary } from '../core/dictionary.model'
import { Currency, date, trimmed } from '../core/field.model'

const day = date().schema
const decimal = v.pipe(v.string(), v.trim(), v.maxLength(40, 'At most 40 characters.'))
const id = v.pipe(v.string(), v.uuid('Write the id of a record.'))

/** A price from a quantity on: `{"from": "100", "price": "304.00"}`. What they may be is said by `price-books.rules.ts`. */
export const Tier = v.strictObject({ from: decimal, price: decimal })
export type Tier = v.InferOutput<typeof Tier>

/** What a product costs in a book, by quantity. */
export const EntryInput = v.strictObject({
  productId: id,
  tiers: v.pipe(v.array(Tier), v.maxLength(20, 'At most 20 tiers.')),
  /** What one costs the company, in the book's currency; as it was, where nothing is said. For who may write what products cost. */
  cost: v.optional(v.nullable(decimal)),
})
export type EntryInput = v.InferOutput<typeof EntryInput>

const head = {
  name: trimmed(120),
  currency: Currency,
  /** The first and the last day on which it holds; null: always. */
  validFrom: v.optional(v.nullable(day), null),
  validUntil: v.optional(v.nullable(day), null),
  /** Up to how many percent each role takes off by itself. Who is not named may take nothing off; an administrator all. */
  limits: v.optional(dictionary(v.pipe(v.string(), v.minLength(1), v.maxLength(80)), decimal), {}),
  entries: v.pipe(v.array(EntryInput), v.maxLength(2000, 'At most 2000 products.')),
}

/** A whole book: it is written at once. */
export const PriceBookSave = v.strictObject(head)
export type PriceBookSave = v.InferOutput<typeof PriceBookSave>

const Entry = v.object({
  productId: v.string(),
  productName: v.nullable(v.string()),
  tiers: v.array(v.object(Tier.entries)),
  /** Absent for who may not read what products cost. */
  cost: v.optional(v.nullable(v.string())),
})

export const PriceBook = v.object({
  id: v.string(),
  name: v.string(),
  currency: v.string(),
  validFrom: v.nullable(v.string()),
  validUntil: v.nullable(v.string()),
  limits: dictionary(v.string(), v.string()),
  entries: v.array(Entry),
})
export type PriceBook = v.InferOutput<typeof PriceBook>
