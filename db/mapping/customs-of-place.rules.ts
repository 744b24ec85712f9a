import type { DecimalMark } from '../reading/decimal-mark.rules'
import type { DateOrder } from '../reading/reading.model'

/** Zones of the countries that write the month first: the United States and their islands, and the Philippines (CLDR). */
const monthFirst =
  /^(US\/|America\/(New_York|Detroit|Chicago|Menominee|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Juneau|Sitka|Metlakatla|Yakutat|Nome|Adak|Puerto_Rico|St_Thomas|Indiana\/|Kentucky\/|North_Dakota\/)|Pacific\/(Honolulu|Guam|Saipan|Pago_Pago)|Asia\/Manila)/
/** Countries of the euro that write a decimal point. */
const euroWithPoint = new Set(['Europe/Dublin', 'Europe/Malta'])

/**
 * How people write where the workspace is, by its time zone and its currency. It is what is proposed where a file does not tell; somebody is asked all
 * the same.
 */
export function customsOf({ timeZone, currency }: { timeZone: string; currency: string }): {
  dateOrder: DateOrder
  decimal: DecimalMark
} {
  const isUnplaced = /^(Etc\/)?(UTC|GMT)$/.test(timeZone)
  return {
    dateOrder: monthFirst.test(timeZone) || (isUnplaced && ['USD', 'PHP'].includes(currency)) ? 'mdy' : 'dmy',
    decimal: currency === 'EUR' ? (euroWithPoint.has(timeZone) ? '.' : ',') : decimalOfCountry(currency),
  }
}

/** ISO 4217 begins a code with the country's, or with X for money of several. */
function decimalOfCountry(currency: string): DecimalMark {
  if (currency.startsWith('X')) return currency === 'XCD' ? '.' : ','
  const language = new Intl.Locale(`und-${currency.slice(0, 2)}`).maximize().toString()
  const parts = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).formatToParts(0.5)
  return parts.find(part => part.type === 'decimal')?.value === ',' ? ',' : '.'
}
