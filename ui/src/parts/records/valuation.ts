import type { Valuation } from '@sextant/db/rates/rates.model'
import { apart, format } from '../../app/format'
import { t } from './records.text'

/** The day of the newest rate that a sum was made by; undefined where nothing was converted. */
export const ratesDay = ({ rates }: Valuation): string | undefined =>
  rates.reduce<string | undefined>((newest, { day }) => (newest && newest > day ? newest : day), undefined)

/** “at the rates of 27 Nov”. */
export const ratesOf = (day: string): string => t('sum.rates', { day: format.date(day) })

/** By which rates a sum was made, in a sentence, with those that are older than the newest; empty where nothing was converted. */
export function ratesSentence(valuation: Valuation): string {
  const newest = ratesDay(valuation)
  if (!newest) return ''
  const older = valuation.rates.filter(({ day }) => day < newest)
  const said = t('sum.ratesWhy', { day: format.date(newest) })
  if (!older.length) return said
  const each = older.map(({ currency, day }) =>
    t('sum.older', { currency: apart(currency), day: format.date(day) }),
  )
  return `${said} ${t('sum.olderAre', { rates: each.join(' · ') })}`
}

/** Of which currencies there is no rate, with how many amounts of each are in no sum. */
export const missingOf = ({ missing }: Valuation): string =>
  missing.map(({ currency, count }) => `${apart(currency)} ${format.number(count)}`).join(' · ')
