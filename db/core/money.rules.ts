import { currencyExponent } from './currencies.rules'
import type { Money } from './field.model'

/** The amount as a plain decimal: `{minor: 48000050, currency: 'SAR'}` gives `480000.50`. Exact. */
export function toDecimal({ minor, currency }: Money): string {
  const exponent = currencyExponent(currency)
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, '0')
  const whole = exponent ? digits.slice(0, -exponent) : digits
  return `${minor < 0 ? '-' : ''}${whole}${exponent ? `.${digits.slice(-exponent)}` : ''}`
}

/** Reads a plain decimal exactly. `undefined` when it is no number, finer than the currency's minor unit, or too large to be safe. */
export function fromDecimal(decimal: string, currency: string): Money | undefined {
  const match = /^([+-]?)(\d{0,16})(?:\.(\d*?)0*)?$/.exec(decimal.trim())
  if (!match || !/\d/.test(decimal)) return undefined
  const exponent = currencyExponent(currency)
  const fraction = match[3] ?? ''
  if (fraction.length > exponent) return undefined
  const minor = Number((match[2] || '0') + fraction.padEnd(exponent, '0'))
  return Number.isSafeInteger(minor) ? { minor: match[1] === '-' ? 0 - minor : minor, currency } : undefined
}

/** Sum per currency, in the order in which the currencies appear. Nothing is converted. */
export function sumByCurrency(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, number>()
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums].map(([currency, minor]) => ({ minor, currency }))
}
