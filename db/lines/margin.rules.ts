import { currencyExponent } from '../core/currencies.rules'
import { fractionOf, roundHalfAway, times } from '../core/decimal.rules'
import type { Margin } from './lines.model'

/** A line as its margin sees it: `cost` is that of one, in units of the currency; null where nobody has said. */
interface CostedLine {
  quantity: string
  terms: number
  cost: string | null
  netMinor: number
}

/** What a line costs over its term, in minor units: quantity × cost × terms, rounded once, half away from zero, as its price is. Null where it is not known. */
export function costMinorOf(
  { quantity, cost, terms }: Omit<CostedLine, 'netMinor'>,
  currency: string,
): number | null {
  const [each, pieces] = [cost === null ? undefined : fractionOf(cost), fractionOf(quantity)]
  if (!each || !pieces) return null
  const minor = roundHalfAway(
    times(each, pieces, { n: BigInt(terms) * 10n ** BigInt(currencyExponent(currency)), d: 1n }),
  )
  return minor > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(minor)
}

/** What is left of the net of lines once they are paid for: of those whose cost is known, each rounded once, so that the lines sum to it. Null where no cost is known. */
export function marginOf(lines: readonly CostedLine[], currency: string): Margin | null {
  const costs = lines.map(line => costMinorOf(line, currency))
  if (costs.every(cost => cost === null)) return null
  let [net, cost] = [0n, 0n]
  for (const [at, minor] of costs.entries()) {
    if (minor === null) continue
    net += BigInt(lines[at]!.netMinor)
    cost += BigInt(minor)
  }
  const isExact = [net, cost, net - cost].every(sum => sum <= BigInt(Number.MAX_SAFE_INTEGER))
  if (!isExact) return null
  return {
    netMinor: Number(net),
    costMinor: Number(cost),
    marginMinor: Number(net - cost),
    percent: percentOf(net - cost, net),
    lines: costs,
    unknown: costs.filter(one => one === null).length,
  }
}

/** A share in percent, to its hundredths, as a plain decimal; null of nothing. */
export function percentOf(part: bigint, whole: bigint): string | null {
  if (whole === 0n) return null
  const n = part * 10_000n
  return String(Number(roundHalfAway(whole < 0n ? { n: -n, d: -whole } : { n, d: whole })) / 100)
}
