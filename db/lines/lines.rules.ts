import { currencyExponent } from '../core/currencies.rules'
import { type Fraction, fractionOf, roundHalfAway, times } from '../core/decimal.rules'
import { sharesOf } from '../core/shares.rules'
import type { LineTotals, Period } from './lines.model'

/** A line as the calculation sees it. */
export interface PricedLine {
  quantity: string
  unitPrice: string
  discount: string
  taxPercent: string
  period: Period
  terms: number
}

/** What is wrong with a line: the rule that says so. */
export interface LineFault {
  rule: `line.${string}`
  message: string
}

const one: Fraction = { n: 1n, d: 1n }
const most = BigInt(Number.MAX_SAFE_INTEGER)
const isTooLarge = (minor: bigint) => minor > most

const read = {
  quantity: (text: string) => fractionOf(text, { whole: 9, part: 6 }),
  unitPrice: (text: string) => fractionOf(text, { whole: 12, part: 6 }),
  discount: (text: string) => fractionOf(text, { whole: 3, part: 4 }),
}

/** What is wrong with the figures of a line; undefined where nothing is. */
export function faultOf(line: PricedLine, currency: string): LineFault | undefined {
  const [quantity, price, discount] = [
    read.quantity(line.quantity),
    read.unitPrice(line.unitPrice),
    read.discount(line.discount),
  ]
  if (!quantity?.n)
    return {
      rule: 'line.quantity',
      message: 'A quantity is above zero and below 1,000,000,000, with up to 6 decimals.',
    }
  if (!price)
    return {
      rule: 'line.unit_price',
      message: 'A price is a plain decimal of zero or more, with up to 6 decimals.',
    }
  if (!discount || discount.n > 100n * discount.d)
    return {
      rule: 'line.discount',
      message: 'A discount is a percentage from 0 to 100, with up to 4 decimals.',
    }
  if (line.period === 'once' && line.terms !== 1)
    return { rule: 'line.terms', message: 'What comes once has no term.' }
  if (isTooLarge(sumOf(line, currency)))
    return { rule: 'line.too_large', message: 'This comes to more than can be counted exactly.' }
  return undefined
}

/** Quantity × unit price × (1 − discount), in minor units, for one period. Exact. */
function eachPeriod({ quantity, unitPrice, discount }: PricedLine, currency: string): Fraction {
  const off = read.discount(discount) ?? { n: 0n, d: 1n }
  return times(
    read.quantity(quantity) ?? one,
    read.unitPrice(unitPrice) ?? one,
    { n: 100n * off.d - off.n, d: 100n * off.d },
    { n: 10n ** BigInt(currencyExponent(currency)), d: 1n },
  )
}

/** What a line comes to over its term as prices are written, with or without tax: rounded once, half away from zero. */
const sumOf = (line: PricedLine, currency: string): bigint =>
  roundHalfAway(times(eachPeriod(line, currency), { n: BigInt(line.terms), d: 1n }))

/** What lines come to, each and together. */
export interface PricedDocument {
  /** Of each line without tax, in minor units: they sum to `net`. */
  nets: bigint[]
  net: bigint
  taxes: { percent: string; net: bigint; tax: bigint }[]
  tax: bigint
  mrr: bigint
  arr: bigint
}

/**
 * The sums of a document. *A line* is rounded once: quantity × price × (1 − discount) × terms, half away from zero, at the decimals of the currency. *Tax* is
 * rounded once for each percentage, on the sum of its lines. Where prices have the tax in them, the tax of a percentage is `sum × p / (100 + p)`, what is left is the
 * net, and the lines share it in proportion, by the largest remainder, so that they sum to it. *A year* of what recurs is the exact sum of its lines, rounded once;
 * *a month* is a twelfth of that exact sum.
 */
export function priceDocument(
  lines: readonly PricedLine[],
  { currency, taxIncluded }: { currency: string; taxIncluded: boolean },
): PricedDocument {
  const sums = lines.map(line => sumOf(line, currency))
  const nets = [...sums]
  const taxes: PricedDocument['taxes'] = []
  for (const percent of new Set(lines.map(({ taxPercent }) => taxPercent))) {
    const rate = fractionOf(percent) ?? { n: 0n, d: 1n }
    const of = lines.flatMap(({ taxPercent }, at) => (taxPercent === percent ? [at] : []))
    const sum = of.reduce((all, at) => all + sums[at]!, 0n)
    const hundred = 100n * rate.d
    const tax = roundHalfAway({ n: sum * rate.n, d: taxIncluded ? hundred + rate.n : hundred })
    const net = taxIncluded ? sum - tax : sum
    if (taxIncluded)
      for (const [n, share] of sharesOf(
        net,
        of.map(at => sums[at]!),
      ).entries())
        nets[of[n]!] = share
    taxes.push({ percent, net, tax })
  }
  taxes.sort((a, b) => Number(b.percent) - Number(a.percent))
  const year = lines.reduce(
    (all, line, at) => {
      if (line.period === 'once' || !sums[at]) return all
      const each = times(eachPeriod(line, currency), { n: line.period === 'month' ? 12n : 1n, d: 1n })
      const part = taxIncluded ? withoutTax(each, line.taxPercent) : each
      return { n: all.n * part.d + part.n * all.d, d: all.d * part.d }
    },
    { n: 0n, d: 1n },
  )
  return {
    nets,
    net: nets.reduce((all, one) => all + one, 0n),
    taxes,
    tax: taxes.reduce((all, { tax }) => all + tax, 0n),
    arr: roundHalfAway(year),
    mrr: roundHalfAway({ n: year.n, d: year.d * 12n }),
  }
}

function withoutTax(amount: Fraction, percent: string): Fraction {
  const rate = fractionOf(percent) ?? { n: 0n, d: 1n }
  return times(amount, { n: 100n * rate.d, d: 100n * rate.d + rate.n })
}

/** The sums as numbers of JSON; undefined where one is too large to be exact. */
export function totalsOf({ net, taxes, tax, mrr, arr }: PricedDocument): LineTotals | undefined {
  if ([net, tax, net + tax, mrr, arr].some(isTooLarge)) return undefined
  return {
    netMinor: Number(net),
    taxes: taxes.map(one => ({ percent: one.percent, netMinor: Number(one.net), taxMinor: Number(one.tax) })),
    taxMinor: Number(tax),
    totalMinor: Number(net + tax),
    mrrMinor: Number(mrr),
    arrMinor: Number(arr),
  }
}
