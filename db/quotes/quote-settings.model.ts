import * as v from 'valibot'
import { email, phone, trimmed } from '../core/field.model'
import { isNumberPattern } from './quote-number.rules'

const Id = v.pipe(v.string(), v.uuid('This is not an id.'), v.toLowerCase())
const maybe = <S extends v.GenericSchema>(schema: S) => v.nullable(schema)

/** What all quotes of a workspace say and how they are counted. */
export const QuoteSettings = v.strictObject({
  /** How a number is written: `{number:4}` is the number with at least four digits, `{year}` the year, with which the count begins anew. */
  numberPattern: v.pipe(
    trimmed(40),
    v.check(isNumberPattern, 'Write {number} or {number:4} once, and {year} at most once.'),
  ),
  seller: v.strictObject({
    /** The workspace's own name where nothing is said. */
    name: maybe(trimmed(255)),
    address: maybe(trimmed(500)),
    email: maybe(email().schema),
    phone: maybe(phone().schema),
    taxId: maybe(trimmed(60)),
    /** A file that was uploaded: PNG or JPEG. */
    logoFileId: maybe(Id),
  }),
  paymentTerms: maybe(trimmed(255)),
  terms: maybe(trimmed(20_000)),
  /** For how many days a quote is valid, where it does not say. */
  validityDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650)),
  /**
   * By pipeline, where a deal goes whose quote was accepted: a stage, or null: it stays where it is. In a pipeline that is not named it is won.
   */
  acceptedStages: v.pipe(
    v.record(Id, v.nullable(Id)),
    v.check(all => Object.keys(all).length <= 200, 'At most 200 pipelines.'),
  ),
})
export type QuoteSettings = v.InferOutput<typeof QuoteSettings>

export const noQuoteSettings: QuoteSettings = {
  numberPattern: '{year}-{number:4}',
  seller: { name: null, address: null, email: null, phone: null, taxId: null, logoFileId: null },
  paymentTerms: null,
  terms: null,
  validityDays: 30,
  acceptedStages: {},
}

/** The range of today: the number that is given next, and whether one has been given already, from when on it goes on by itself. */
const Series = v.object({ next: v.number(), text: v.string(), begun: v.boolean() })

export const KeptQuoteSettings = v.object({
  settings: QuoteSettings,
  /** Counts their changes; 0: none were set yet. */
  version: v.number(),
  series: Series,
})
export type KeptQuoteSettings = v.InferOutput<typeof KeptQuoteSettings>

export const QuoteSettingsSave = v.strictObject({
  ...QuoteSettings.entries,
  /** The first number of a range of which none was given yet. */
  nextNumber: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000_000))),
    null,
  ),
})
export type QuoteSettingsSave = v.InferOutput<typeof QuoteSettingsSave>
