import * as v from 'valibot'
import { Currency, country, trimmed } from '../core/field.model'
import { TaxClass } from '../taxes/taxes.model'

/** How often a line comes: once, or in each month or year of its term. */
export const periods = ['once', 'month', 'year'] as const
export type Period = (typeof periods)[number]

const decimal = v.pipe(v.string(), v.trim(), v.maxLength(40, 'At most 40 characters.'))

/** A line as it is written. Decimals are texts: `0.333` pieces at `1180.00` with `12.5` percent off. What they may be is said by `lines.rules.ts`, line by line. */
export const LineInput = v.strictObject({
  productId: v.optional(v.nullable(v.pipe(v.string(), v.uuid('Write the id of a record.'))), null),
  /** What it is, where no product says so, or beside it. */
  text: v.optional(v.nullable(trimmed(255)), null),
  quantity: decimal,
  /** Of one, in units of the currency; as fine as a millionth of it. That of the price book where nothing is said. */
  unitPrice: v.optional(v.nullable(decimal), null),
  /** In percent. */
  discount: v.optional(decimal, '0'),
  /** That of its product where nothing is said and a country is; null: untaxed. */
  taxClass: v.optional(v.nullable(TaxClass)),
  period: v.optional(v.picklist(periods), 'once'),
  /** For how many periods; of a line that comes once it is 1. */
  terms: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1200)), 1),
})
export type LineInput = v.InferOutput<typeof LineInput>

/** Of a discount beyond what who wrote it may give by themselves; null: it needs nobody. */
const approvals = ['waiting', 'approved', 'declined'] as const

export const mostLines = 200

/** All lines of a deal, in their order. `taxIncluded`: unit prices have the tax in them. */
export const LinesSave = v.strictObject({
  currency: Currency,
  /** By which prices and discounts are looked at. */
  priceBookId: v.optional(v.nullable(v.pipe(v.string(), v.uuid('Write the id of a record.'))), null),
  taxCountry: v.optional(v.nullable(country().schema), null),
  taxIncluded: v.optional(v.boolean(), false),
  /** Why discounts are given that somebody has to agree to. */
  discountReason: v.optional(v.nullable(trimmed(255)), null),
  lines: v.pipe(v.array(LineInput), v.maxLength(mostLines, `At most ${mostLines} lines.`)),
})
export type LinesSave = v.InferOutput<typeof LinesSave>

const Person = v.object({ id: v.string(), name: v.string() })

/** What is known of a discount that waits for somebody. */
const AskedDiscount = v.object({
  by: v.nullable(Person),
  reason: v.nullable(v.string()),
  /** In percent of the book’s price, rounded to hundredths: what is taken off, and what who wrote it may take off by themselves. */
  taken: v.string(),
  limit: v.string(),
  /** Members who may agree, by name; at most ten. */
  approvers: v.array(Person),
})
/** A line as it counts: decimals in their shortest writing, the tax by which it was written, and its sum over the term in minor units, without tax. */
export const Line = v.object({
  ...LineInput.entries,
  productId: v.nullable(v.string()),
  productName: v.nullable(v.string()),
  text: v.nullable(v.string()),
  quantity: v.string(),
  unitPrice: v.string(),
  discount: v.string(),
  taxClass: v.nullable(v.string()),
  taxPercent: v.string(),
  period: v.picklist(periods),
  terms: v.number(),
  netMinor: v.number(),
  /** What one costs in the price book at that quantity; null: it is not in it. */
  bookPrice: v.nullable(v.string()),
  approval: v.nullable(v.picklist(approvals)),
  /** Of a discount that waits. */
  asked: v.nullable(AskedDiscount),
  /** Whether the asker may decide. */
  mayDecide: v.boolean(),
})
export type Line = v.InferOutput<typeof Line>

const minor = v.pipe(v.number(), v.safeInteger())

/** What lines come to, in minor units. */
export const LineTotals = v.object({
  /** Without tax: the deal's amount, and its total contract value. */
  netMinor: minor,
  /** By percentage, each rounded once. */
  taxes: v.array(v.object({ percent: v.string(), netMinor: minor, taxMinor: minor })),
  taxMinor: minor,
  totalMinor: minor,
  /** Of what recurs, without tax: in a month, and in a year. */
  mrrMinor: minor,
  arrMinor: minor,
})
export type LineTotals = v.InferOutput<typeof LineTotals>

const known = v.nullable(minor)
/** What is left once the lines are paid for, without tax; for who may read what products cost. Of the lines whose cost is known. */
export const Margin = v.object({
  netMinor: minor,
  costMinor: minor,
  marginMinor: minor,
  /** Of the net, to hundredths; null of nothing. */
  percent: v.nullable(v.string()),
  /** What each line costs over its term; null where nobody has said. */
  lines: v.array(known),
  /** How many these are. */
  unknown: v.number(),
})
export type Margin = v.InferOutput<typeof Margin>

export const DealLines = v.object({
  currency: v.nullable(v.string()),
  taxCountry: v.nullable(v.string()),
  taxIncluded: v.boolean(),
  priceBookId: v.nullable(v.string()),
  lines: v.array(Line),
  totals: LineTotals,
  /** Null where no cost is known; absent for who may not read what products cost. */
  margin: v.optional(v.nullable(Margin)),
  /** What it would be, in percent, without the discounts that wait. */
  marginBefore: v.optional(v.nullable(v.string())),
  /** Of the deal: what a next save begins from. */
  version: v.number(),
})
export type DealLines = v.InferOutput<typeof DealLines>

/** What becomes of discounts that wait: of the lines named by their numbers, from 1, or of all. */
export const LinesDecide = v.strictObject({
  approve: v.boolean(),
  /** Less than was asked for, in percent of the book’s price: it takes the place of the discount, and is agreed to. */
  offer: v.optional(v.nullable(decimal), null),
  lines: v.optional(v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(mostLines))),
})
export type LinesDecide = v.InferOutput<typeof LinesDecide>
