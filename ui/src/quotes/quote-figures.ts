import { currencyExponent } from '@sextant/db/core/currencies.rules'
import { format } from '../app/format'

/** An amount with all decimals of its currency, which the head of its column names. */
export const bareAmount = (minor: number, currency: string): string => {
  const decimals = currencyExponent(currency)
  return format.fixed(minor / 10 ** decimals, decimals)
}

/** A plain decimal with the reader's marks, with at least so many decimals. */
export function figure(text: string, least = 0): string {
  const part = text.split('.')[1]?.length ?? 0
  return format.fixed(Number(text), Math.max(least, part))
}
