import * as v from 'valibot'

export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'windows-1251',
  'windows-1256',
  'macintosh',
  'shift_jis',
  'gb18030',
] as const
export const delimiters = [',', ';', '\t', '|'] as const
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
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

/** What can be wrong with a record of the file or one of its cells, before anybody asks what it means. Stable. */
export const readingFaultCodes = [
  'required',
  'max_length',
  'not_an_option',
  'not_a_number',
  'not_a_whole_number',
  'not_a_day',
  'not_an_instant',
  'not_yes_or_no',
  'not_an_amount',
  'too_many_decimals',
  'not_a_currency',
  'not_an_email',
  'not_a_phone',
  'not_a_domain',
  'not_a_country',
  'not_a_language',
  'not_an_address',
  'invalid',
  'reference_missing',
  'nul_character',
  'encoding',
  'too_many_cells',
  'cell_too_long',
  'quote_unclosed',
  'quote_misplaced',
] as const
export type ReadingFaultCode = (typeof readingFaultCodes)[number]
