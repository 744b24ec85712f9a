import { type RateFile, unreadable } from './rate-file.rules'
import type { QuotedRate } from './rates.model'

const row = /^"?(\d{4}-\d\d-\d\d)"?\s*[,;\t]\s*"?([A-Za-z]{3})"?\s*[,;\t]\s*"?([^",;\t]*)"?$/

/** Rows of day, currency and rate, with commas, semicolons or tabs between them; the first may name the columns. A rate has a point. */
export function readRateCsv(text: string): RateFile {
  const rates: QuotedRate[] = []
  let at = 0
  for (const [n, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const found = row.exec(line.trim())
    if (found) {
      const [, day = '', currency = '', rate = ''] = found
      if (Number.isNaN(Date.parse(day))) return unreadable(text, at)
      rates.push({ day, currency: currency.toUpperCase(), rate: rate.trim() })
    } else if (line.trim() && (n > 0 || /\d{4}/.test(line))) return { line: n + 1 }
    at += line.length + 1
  }
  return { base: null, rates }
}
