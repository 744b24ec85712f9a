import type { Context } from '../core/context'
import { currencyExponent } from '../core/currencies.rules'
import type { Tx } from '../core/database'
import { ratesInForce } from '../rates/freeze-rates'
import { convert } from '../rates/rates.rules'
import { usualBase } from '../rates/save-rates'
import type { QuoteDocument } from './quote-document.model'
import { quoteDay } from './quote-settings.queries'
import type { Equivalent } from './quote-sheet.model'

interface Rate {
  /** Null: in force today. */
  at: string | null
  currency: string
  rate: string
  day: string
}

/**
 * What documents come to in the workspace's currency: those that were sent at the rates that were fixed on that day, those that were not at today's. The net and the total
 * are converted, each rounded once, and the tax is what lies between. Null where there is no rate, or nothing to convert.
 */
export async function equivalentsOf(
  ctx: Context,
  tx: Tx,
  documents: readonly { document: QuoteDocument; sent: boolean }[],
): Promise<(Equivalent | null)[]> {
  const days = documents.flatMap(({ document, sent }) => (sent ? [document.issuedOn] : []))
  const currencies = [ctx.currency, ...documents.map(({ document }) => document.currency)]
  if (new Set(currencies).size < 2) return documents.map(() => null)
  const [found] = await tx<{ base: string; rates: Rate[] }[]>`
    select coalesce((select base from rate_setting), ${usualBase}) as base,
      (select coalesce(json_agg(r), '[]') from (
        select day::text as at, currency, trim_scale(rate)::text as rate, rate_day::text as day from closing_rate
        where day = any(${days}::date[]) and currency = any(${currencies})
        union all
        select null, currency, trim_scale(rate)::text, day::text from ${ratesInForce(tx, ctx.workspaceId, tx`${quoteDay(ctx)}::date`)} r
        where currency = any(${currencies})) r) as rates`
  return documents.map(({ document, sent }) => {
    const at = sent ? document.issuedOn : null
    return equivalentOf(
      document,
      ctx.currency,
      found!.base,
      found!.rates.filter(rate => rate.at === at),
      sent,
    )
  })
}

function equivalentOf(
  { currency, totals }: QuoteDocument,
  to: string,
  base: string,
  rates: readonly Rate[],
  fixed: boolean,
): Equivalent | null {
  if (currency === to) return null
  const known = new Map(rates.map(({ currency, rate }) => [currency, rate]))
  const into = (minor: number) => convert({ minor, currency }, to, base, known)
  const [net, total] = [into(totals.netMinor), into(totals.totalMinor)]
  // Of a million units in a millionth: six decimals of the rate, whatever the decimals of the two currencies.
  const parts = convert({ minor: 10 ** (currencyExponent(to) + 6), currency: to }, currency, base, known)
  if (net === undefined || total === undefined || parts === undefined) return null
  const used = rates.filter(rate => rate.currency === currency || rate.currency === to)
  const day = used.map(rate => rate.day).toSorted()[0]
  if (day === undefined) return null
  return {
    currency: to,
    netMinor: Number(net),
    taxMinor: Number(total - net),
    totalMinor: Number(total),
    rate: decimalOf(parts, currencyExponent(currency) + 6),
    day,
    fixed,
  }
}

/** A whole number of the `decimals`th decimal as a plain decimal in its shortest writing. */
function decimalOf(parts: bigint, decimals: number): string {
  const digits = String(parts).padStart(decimals + 1, '0')
  const [whole, part] = [digits.slice(0, -decimals), digits.slice(-decimals).replace(/0+$/, '').slice(0, 6)]
  return part ? `${whole}.${part}` : whole
}
