import * as v from 'valibot'
import { dictionary } from '../core/dictionary.model'
import { TimeZone } from '../core/time-zone.model'
import { customFieldKinds } from '../fields/custom-field.model'
import { dateOrders, readingFaultCodes } from '../reading/reading.model'

const currency = v.pipe(
  v.string(),
  v.regex(/^[A-Z]{3}$/, 'A currency is three capital letters, such as EUR.'),
)
const missing = v.picklist(['create', 'empty', 'refuse'])

export const ImportSettings = v.strictObject({
  mode: v.picklist(['create', 'update', 'both']),
  /** What an empty cell does to a record that is updated. */
  emptyCells: v.picklist(['keep', 'clear']),
  automations: v.picklist(['run', 'suppress']),
  dateOrder: v.picklist(dateOrders),
  decimal: v.picklist(['.', ',']),
  currency,
  /** Of clock times in the file that do not say theirs. */
  timeZone: TimeZone,
  /** Reads national phone numbers. ISO 3166 alpha-2. */
  defaultCountry: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{2}$/, 'Write a two-letter country code.'))),
  /** Fields by which a row is recognised as a record already there, strongest first. */
  matchBy: v.array(v.string()),
  /** Makes the name of a new record when no column does: `{header}` stands for a cell, `{row}` for the row's number. */
  nameTemplate: v.nullable(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(255))),
  /** What becomes of a name that no record has, per kind of record referred to. */
  missing: v.strictObject({ customer: missing, product: missing, member: missing, stage: missing }),
  /** Deals go here; null is the default pipeline. */
  pipelineId: v.nullable(v.pipe(v.string(), v.uuid())),
  /** Gives a deal without an amount the price of its product. */
  amountFromProduct: v.boolean(),
})
export type ImportSettings = v.InferOutput<typeof ImportSettings>

/** How the cells of a column are read. The optional parts override the import's settings. */
const ReadAs = v.strictObject({
  kind: v.picklist([...customFieldKinds, 'language', 'money', 'reference']),
  dateOrder: v.optional(v.picklist(dateOrders)),
  decimal: v.optional(v.picklist(['.', ','])),
  currency: v.optional(currency),
  /** The column that tells the currency of each amount. */
  currencyColumn: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
})

export const NewField = v.strictObject({
  label: v.pipe(v.string(), v.trim(), v.nonEmpty('Write a name.'), v.maxLength(120)),
  kind: v.picklist(customFieldKinds),
  options: v.optional(v.array(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120)))),
  /** Known only once the outcome is known: no model learns from it. */
  afterwards: v.optional(v.boolean(), false),
})
export type NewField = v.InferOutput<typeof NewField>

/** What a column becomes. */
export const ColumnMapping = v.strictObject({
  /** 0-based place in the file. */
  column: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** A field's key, `custom.<key>`, or null to leave the column out. */
  field: v.nullable(v.pipe(v.string(), v.maxLength(80))),
  /** The custom field to add when the import starts; `field` is then its `custom.<key>`. */
  create: v.optional(v.nullable(NewField), null),
  readAs: ReadAs,
  /** Cell → what is read instead; null reads as empty. Compared without case and outer space. */
  values: v.optional(dictionary(v.string(), v.nullable(v.string())), {}),
  /** Cells that mean nothing, such as `n/a`. */
  empty: v.optional(v.array(v.string()), []),
  emptyCells: v.optional(v.nullable(v.picklist(['keep', 'clear'])), null),
})
export type ColumnMapping = v.InferOutput<typeof ColumnMapping>

/** What was found in a column, and how sure the guess is. */
export const ColumnFound = v.object({
  column: v.number(),
  header: v.string(),
  /** Up to five different values. */
  samples: v.array(v.string()),
  /** Its cells in the file's own first rows, empty ones too. Absent of files that were looked at before these were kept. */
  first: v.optional(v.array(v.string())),
  /** 0 to 100; how sure the guessed mapping is. */
  certainty: v.number(),
  /** Its name or place says that it is known only after the outcome. */
  leak: v.boolean(),
  /** For a choice: how many of the different values found are understood. */
  known: v.nullable(v.object({ of: v.number(), matched: v.number() })),
  /** Values of a choice that need a match. */
  unmatched: v.array(v.string()),
  /** What its values do not tell, and somebody must: set it in the column's `readAs`. Absent where nothing is asked. */
  asks: v.optional(v.picklist(['dateOrder', 'decimal'])),
  /** The reader's role may not look into it: no value of it is told. Absent where it may. */
  withheld: v.optional(v.boolean()),
})
export type ColumnFound = v.InferOutput<typeof ColumnFound>

/** Refused rows carry one of these; a reference left empty is imported all the same. Stable. */
const importFaultCodes = [
  ...readingFaultCodes,
  'not_a_record',
  'reference_ambiguous',
  'reference_left_empty',
  'ambiguous_match',
  'duplicate',
  'rule',
] as const
export type ImportFaultCode = (typeof importFaultCodes)[number]

/** What is wrong with one cell. `row` counts the file's records from 1, the header included, as a spreadsheet does. */
export const ImportFault = v.object({
  row: v.number(),
  n: v.number(),
  /** Header of the column; null when the whole row is meant. */
  column: v.nullable(v.string()),
  /** At most 200 characters of the cell; null, with `params.withheld`, where the reader's role may not read it. */
  value: v.nullable(v.string()),
  code: v.picklist(importFaultCodes),
  message: v.string(),
  params: v.record(v.string(), v.unknown()),
})
export type ImportFault = v.InferOutput<typeof ImportFault>
