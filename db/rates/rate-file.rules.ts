import type { QuotedRate } from './rates.model'

/** What a file says: so many of each currency for one of `base` (null: of whatever the workspace's base is), or the line that cannot be read. */
export type RateFile = { base: string | null; rates: QuotedRate[] } | { line: number }

export const unreadable = (text: string, at: number): RateFile => ({
  line: text.slice(0, at).split('\n').length,
})

/** The largest file that is taken: the European Central Bank's since 1999 has 8 MB. */
export const mostFileBytes = 24 * 1024 * 1024
/** Its rates: those since 1999 are 220,000. */
export const mostFileRates = 500_000
