import type en from './records.en'
import { t } from './records.text'

type Industry = Extract<keyof typeof en, `industry.${string}`>

/** A known industry in the reader's language; any other as it was written. */
export function industryName(value: string): string {
  const key = `industry.${value}`
  const text = t(key as Industry)
  return text === key ? value : text
}
