import { readEcb } from './ecb.rules'
import { readRateCsv } from './rate-csv.rules'
import type { RateFile } from './rate-file.rules'
import type { RateFormat, rateSources } from './rates.model'

/** Whose rates a format has, and how it is read: it is given the whole text. */
interface RateReader {
  source: (typeof rateSources)[number]
  read: (text: string) => RateFile
}

/** The formats that rates come in, from a file or an address. Another provider is a reader and a line here, and its names in `rates.model.ts`. */
export const rateReaders: Readonly<Record<RateFormat, RateReader>> = {
  ecb: { source: 'ecb', read: readEcb },
  csv: { source: 'manual', read: readRateCsv },
}
