import type { Money } from './field.model'

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const exponents: Record<string, number> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
}

/** How many decimals the currency's minor unit has: 2 for EUR, 0 for JPY, 3 for KWD. */
export const currencyExponent = (currency: string): number => exponents[currency] ?? 2

/** The amount as a plain decimal: `{minor: 48000050, currency: 'SAR'}` gives `480000.50`. Exact. */
export function toDecimal({ minor, currency }: Money): string {
  const exponent = currencyExponent(currency)
  const digits = Math.abs(minor)
    .toString()
    .padStart(exponent + 1, '0')
  const whole = exponent ? digits.slice(0, -exponent) : digits
  return `${minor < 0 ? '-' : ''}${whole}${exponent ? `.${digits.slice(-exponent)}` : ''}`
}

/** Reads a plain decimal exactly, half away from zero past the last minor digit. `undefined` when it is no number or too large to be safe. */
export function fromDecimal(decimal: string, currency: string): Money | undefined {
  const match = /^([+-]?)(\d{0,15})(?:\.(\d*))?$/.exec(decimal.trim())
  if (!match || (!match[2] && !match[3])) return undefined
  const exponent = currencyExponent(currency)
  const fraction = (match[3] ?? '').padEnd(exponent + 1, '0')
  let minor = BigInt((match[2] || '0') + fraction.slice(0, exponent))
  if (fraction.charCodeAt(exponent) >= 53) minor += 1n
  if (minor > BigInt(Number.MAX_SAFE_INTEGER)) return undefined
  const signed = match[1] === '-' && minor !== 0n ? -Number(minor) : Number(minor)
  return { minor: signed, currency }
}

/** Sum per currency, in the order in which the currencies appear. Nothing is converted. */
export function sumByCurrency(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, number>()
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + minor)
  return [...sums].map(([currency, minor]) => ({ minor, currency }))
}
