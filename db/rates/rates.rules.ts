import { currencyExponent, isCurrency } from '../core/currencies.rules'
import { type Fraction, fractionOf, roundHalfAway } from '../core/decimal.rules'
import type { Whole } from '../core/money.model'
import type { QuotedRate } from './rates.model'

/** What is wrong with a rate: the rule that says so, and the sentence. */
export interface RateFault {
  rule: `rate.${string}`
  message: string
  params: Record<string, string | number>
}

/** One unit of the minor of a currency, as a part of its unit. */
const minorOf = (currency: string): bigint => 10n ** BigInt(currencyExponent(currency))

/** So many of each currency are one of the base; the base itself is not in it. */
export type RatesOfDay = ReadonlyMap<string, string>

/**
 * By what a minor unit of one currency is multiplied to be minor units of the other: exact, through the base. Undefined where one of the two has no rate.
 * `factor = (rate of to × 10^decimals of to) / (rate of from × 10^decimals of from)`.
 */
function factorOf(from: string, to: string, base: string, rates: RatesOfDay): Fraction | undefined {
  if (from === to) return { n: 1n, d: 1n }
  const [of, into] = [from, to].map(currency =>
    currency === base ? { n: 1n, d: 1n } : fractionOf(rates.get(currency) ?? ''),
  )
  if (!of?.n || !into) return undefined
  return { n: into.n * minorOf(to) * of.d, d: of.n * minorOf(from) * into.d }
}

/**
 * The amount, or a sum of amounts, in another currency, rounded once, half away from zero, to the minor unit of that currency. `percent`: so much of it, as a chance weighs it. An amount of the same currency is exact. Undefined where there is no rate.
 */
export function convert(
  amount: { minor: number | bigint; currency: string },
  to: string,
  base: string,
  rates: RatesOfDay,
  percent = 100,
): bigint | undefined {
  const factor = factorOf(amount.currency, to, base, rates)
  return factor && roundHalfAway({ n: BigInt(amount.minor) * BigInt(percent) * factor.n, d: 100n * factor.d })
}

/** A sum as JSON that every reader reads alike: beyond what a double holds exactly, its digits as a text. */
export const wholeOf = (minor: bigint): Whole =>
  minor <= most && -minor <= most ? Number(minor) : `${minor}`
const most = BigInt(Number.MAX_SAFE_INTEGER)

/** The rate in force on a day: that of the day, else the last one before. Undefined where there is none so early. `rates` may come in any order. */
export function rateOn(rates: Iterable<QuotedRate>, currency: string, day: string): QuotedRate | undefined {
  let found: QuotedRate | undefined
  for (const rate of rates)
    if (rate.currency === currency && rate.day <= day && (!found || rate.day > found.day)) found = rate
  return found
}

const fault = (
  rule: RateFault['rule'],
  message: string,
  { day, currency, rate }: QuotedRate,
  at: number,
): RateFault => ({ rule, message, params: { day, currency, rate, row: at + 1 } })

/** The first rate of a list that cannot be taken; undefined where all can. `today`: the last day that there can be a rate of. */
export function faultIn(
  rates: readonly QuotedRate[],
  { base, today }: { base: string; today: string },
): RateFault | undefined {
  const seen = new Set<string>()
  for (const [at, quoted] of rates.entries()) {
    const { day, currency, rate } = quoted
    const told = (rule: RateFault['rule'], message: string) => fault(rule, message, quoted, at)
    if (!isCurrency(currency)) return told('rate.unknown_currency', `There is no currency “${currency}”.`)
    if (currency === base) return told('rate.of_base', `One ${base} is one ${base}: it has no rate.`)
    if (!rate.trim()) return told('rate.missing', `The rate of ${currency} on ${day} is missing.`)
    const value = fractionOf(rate)
    if (/^-/.test(rate) || value?.n === 0n)
      return told('rate.not_positive', `A rate is above zero; that of ${currency} on ${day} is ${rate}.`)
    if (!value)
      return told(
        'rate.malformed',
        `“${rate}” is no plain decimal with up to 12 digits on either side of the point.`,
      )
    if (day > today)
      return told('rate.in_future', `${day} has not come yet: there is no rate of ${currency} on it.`)
    if (seen.has(`${day} ${currency}`))
      return told('rate.twice', `The rate of ${currency} on ${day} is there twice.`)
    seen.add(`${day} ${currency}`)
  }
  return undefined
}
