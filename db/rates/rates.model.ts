import * as v from 'valibot'
import { Currency, date } from '../core/field.model'
import { Whole } from '../core/money.model'

const day = date().schema

/**
 * What a rate says: so many of `currency` are one of the workspace's base, on that day and until the next one. The currency and the rate are
 * checked by the rules of rates, which name what is wrong with them.
 */
export const QuotedRate = v.strictObject({
  day,
  currency: v.pipe(v.string(), v.regex(/^[ -~]{0,10}$/, 'A currency is three letters.')),
  /** A plain decimal, such as `1.0873`: a number would be a float. */
  rate: v.pipe(v.string(), v.maxLength(40, 'At most 40 characters.')),
})
export type QuotedRate = v.InferOutput<typeof QuotedRate>

/** `replace`: a rate that is there already is written over; else it is refused. */
export const RatesSave = v.strictObject({
  rates: v.pipe(v.array(QuotedRate), v.minLength(1, 'Name at least one rate.'), v.maxLength(1000)),
  replace: v.optional(v.boolean(), false),
})
export type RatesSave = v.InferOutput<typeof RatesSave>

/** What became of rates that were sent. `kept`: of a provider, where somebody has entered another by hand. */
export const RatesSaved = v.object({
  added: v.number(),
  replaced: v.number(),
  same: v.number(),
  kept: v.number(),
  from: v.nullable(v.string()),
  until: v.nullable(v.string()),
})
export type RatesSaved = v.InferOutput<typeof RatesSaved>

/** The formats of files that rates are read from. */
export const rateFormats = ['ecb', 'csv'] as const
export type RateFormat = (typeof rateFormats)[number]
export const rateSources = ['manual', 'ecb'] as const

/** A rate that is in force on a day: its own day is the last one before that has any. */
export const Rate = v.object({
  currency: v.string(),
  day: v.string(),
  rate: v.string(),
  source: v.picklist(rateSources),
})
export type Rate = v.InferOutput<typeof Rate>

/** The rates in force on a day, against the base. */
export const RatesOn = v.object({ base: v.string(), day: v.string(), rates: v.array(Rate) })
export type RatesOn = v.InferOutput<typeof RatesOn>

export const RateSettings = v.object({
  /** Of which one is so many of each other. */
  base: v.string(),
  /** From where rates are fetched; null: they are only entered or uploaded. */
  address: v.nullable(v.string()),
  /** How the address last answered. */
  triedAt: v.nullable(v.string()),
  fetchedAt: v.nullable(v.string()),
  /** Why the last try came to nothing, as the rule that says so; null: it did not fail. */
  failure: v.nullable(v.string()),
  /** Somebody has asked for a fetch that is not over. */
  fetching: v.boolean(),
})
export type RateSettings = v.InferOutput<typeof RateSettings>

/** Of the web, and without a name or password in it. */
const webAddress = /^[hH][tT][tT][pP][sS]?:\/\/[^\s/?#@\\]+([/?#]\S*)?$/

export const RateSettingsUpdate = v.strictObject({
  base: v.optional(Currency),
  address: v.optional(
    v.nullable(
      v.pipe(
        v.string(),
        v.trim(),
        v.maxLength(2048, 'At most 2048 characters.'),
        v.regex(webAddress, 'Write an address that begins with https://, without a name or password in it.'),
      ),
    ),
  ),
})
export type RateSettingsUpdate = v.InferOutput<typeof RateSettingsUpdate>

/** An amount as it is in another currency, and by which rates. A rate is null where the currency is the base itself. */
export const Converted = v.object({
  from: v.object({ minor: Whole, currency: v.string() }),
  to: v.object({ minor: Whole, currency: v.string() }),
  day: v.string(),
  rates: v.array(Rate),
})

/** By what sums in one currency are made. */
export const Valuation = v.object({
  currency: v.string(),
  /** The reader's today: open amounts are at its rates. */
  today: v.string(),
  /** The currencies among the open amounts, each with the day of its rate. */
  rates: v.array(v.object({ currency: v.string(), day: v.string() })),
  /** Amounts that are in no sum, as there is no rate for them. */
  missing: v.array(v.object({ currency: v.string(), count: v.number() })),
})
export type Valuation = v.InferOutput<typeof Valuation>

/** A sum of amounts in the reader's currency, and by currency. `count`: how many amounts there are, `missing`: those without a rate, which are in no sum. */
export const AmountSum = v.object({
  minor: Whole,
  count: v.number(),
  missing: v.number(),
  sums: v.array(v.object({ currency: v.string(), minor: Whole, count: v.number() })),
  valuation: Valuation,
})
export type AmountSum = v.InferOutput<typeof AmountSum>
