import * as v from 'valibot'
import { dictionary } from '../core/dictionary.model'
import { customFieldKinds } from '../fields/custom-field.model'
import { importEntities } from './import-entities.model'

export { type ImportEntity, importEntities } from './import-entities.model'

/** draft → checking → draft · draft → queued → running ⇄ paused → done | cancelled | failed · done, cancelled, failed → undoing → undone */
const importStates = [
  'draft',
  'checking',
  'queued',
  'running',
  'paused',
  'done',
  'cancelled',
  'failed',
  'undoing',
  'undone',
] as const
export type ImportState = (typeof importStates)[number]

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1256',
  'shift_jis',
  'gb18030',
] as const
export const delimiters = [',', ';', '\t', '|'] as const
const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]

/** How the bytes become cells, and where the table begins. */
export const FileFormat = v.strictObject({
  encoding: v.picklist(encodings),
  delimiter: v.picklist(delimiters),
  /** How many lines above the table are left out: a title, when it was made, blank ones. */
  above: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1000)),
  /** Whether the first line after those names the columns. */
  header: v.boolean(),
})
export type FileFormat = v.InferOutput<typeof FileFormat>

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
  /** 0 to 100; how sure the guessed mapping is. */
  certainty: v.number(),
  /** Its name or place says that it is known only after the outcome. */
  leak: v.boolean(),
  /** For a choice: how many of the different values found are understood. */
  known: v.nullable(v.object({ of: v.number(), matched: v.number() })),
  /** Values of a choice that need a match. */
  unmatched: v.array(v.string()),
})
export type ColumnFound = v.InferOutput<typeof ColumnFound>

/** Refused rows carry one of these; a reference left empty is imported all the same. Stable. */
const importFaultCodes = [
  'required',
  'max_length',
  'not_an_option',
  'not_a_number',
  'not_a_whole_number',
  'not_a_day',
  'not_an_instant',
  'not_yes_or_no',
  'not_an_amount',
  'not_a_currency',
  'not_an_email',
  'not_a_phone',
  'not_a_domain',
  'not_a_country',
  'not_a_language',
  'not_an_address',
  'invalid',
  'nul_character',
  'encoding',
  'too_many_cells',
  'not_a_record',
  'cell_too_long',
  'quote_unclosed',
  'quote_misplaced',
  'reference_missing',
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
  /** At most 200 characters of the cell. */
  value: v.nullable(v.string()),
  code: v.picklist(importFaultCodes),
  message: v.string(),
  params: v.record(v.string(), v.unknown()),
})
export type ImportFault = v.InferOutput<typeof ImportFault>

const count = v.number()
export const Counts = v.object({
  read: count,
  created: count,
  updated: count,
  skipped: count,
  refused: count,
})
export type Counts = v.InferOutput<typeof Counts>

/** What would happen; complete when `finished`. `faults` are the first hundred. */
export const ImportPreview = v.object({
  ...Counts.entries,
  finished: v.boolean(),
  bytesRead: count,
  bytesTotal: count,
  faults: v.array(ImportFault),
})
export type ImportPreview = v.InferOutput<typeof ImportPreview>

/** How far an undo is. `conflicts` were changed by somebody since, and stay; the first hundred are listed. */
export const UndoProgress = v.object({
  undone: count,
  kept: count,
  finished: v.boolean(),
  conflicts: v.array(
    v.object({
      subjectType: v.string(),
      subjectId: v.string(),
      name: v.nullable(v.string()),
      reason: v.picklist(['changed_since', 'in_use', 'duplicate', 'gone']),
    }),
  ),
})
export type UndoProgress = v.InferOutput<typeof UndoProgress>

/** An import as the API gives it. */
export const Import = v.object({
  id: v.string(),
  version: v.number(),
  name: v.string(),
  entity: v.picklist(importEntities),
  state: v.picklist(importStates),
  asked: v.nullable(v.picklist(['pause', 'resume', 'cancel'])),
  fileId: v.string(),
  bytes: count,
  byteOffset: count,
  format: FileFormat,
  settings: ImportSettings,
  mapping: v.array(ColumnMapping),
  columns: v.array(ColumnFound),
  counts: Counts,
  /** An estimate until the file has been read to its end. */
  rowsTotal: v.nullable(count),
  rowsTotalExact: v.boolean(),
  preview: v.nullable(ImportPreview),
  undo: v.nullable(UndoProgress),
  failure: v.nullable(v.string()),
  /** What keeps it from being checked and started, each with a pointer into this object. */
  problems: v.array(
    v.object({
      pointer: v.string(),
      code: v.string(),
      message: v.string(),
      params: v.optional(v.record(v.string(), v.unknown())),
    }),
  ),
  createdBy: v.nullable(v.string()),
  createdAt: v.string(),
  startedAt: v.nullable(v.string()),
  finishedAt: v.nullable(v.string()),
})
export type Import = v.InferOutput<typeof Import>

export const ImportCreate = v.strictObject({
  fileId: v.pipe(v.string(), v.uuid('Write the id of a file.')),
  entity: v.optional(v.picklist(importEntities)),
})
export type ImportCreate = v.InferOutput<typeof ImportCreate>

/** A change of a draft. A new `entity` or `format` guesses everything anew, before the rest is laid over it. */
export const ImportUpdate = v.strictObject({
  name: v.optional(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(255))),
  entity: v.optional(v.picklist(importEntities)),
  format: v.optional(v.partial(FileFormat)),
  settings: v.optional(v.partial(ImportSettings)),
  /** The columns that change; the others stay. */
  mapping: v.optional(v.array(ColumnMapping)),
})
export type ImportUpdate = v.InferOutput<typeof ImportUpdate>

export const importVerbs = ['check', 'start', 'pause', 'resume', 'cancel', 'undo'] as const
export type ImportVerb = (typeof importVerbs)[number]

/** Which import a worker works on. */
export interface ImportJob {
  workspaceId: string
  importId: string
  requestId?: string | null
  traceparent?: string
}
