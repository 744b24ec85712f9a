import type { Tx } from '../core/database'
import type { Money } from '../core/field.model'
import type { Pricing } from './pricing.model'

/** Of those deals among them that have lines. */
export async function pricingsOf(tx: Tx, dealIds: readonly string[]): Promise<Map<string, Pricing>> {
  if (dealIds.length === 0) return new Map()
  const rows = await tx<
    { dealId: string; currency: string; netMinor: number; mrrMinor: number; arrMinor: number }[]
  >`
    select deal_id, currency, net_minor, mrr_minor, arr_minor from deal_pricing where deal_id = any(${[...dealIds]}::uuid[])`
  return new Map(
    rows.map(({ dealId, currency, netMinor, mrrMinor, arrMinor }) => {
      const money = (minor: number): Money => ({ minor: Number(minor), currency })
      return [
        dealId,
        { amount: money(netMinor), tcv: money(netMinor), mrr: money(mrrMinor), arr: money(arrMinor) },
      ]
    }),
  )
}

/** Those deals among them of which a discount waits for somebody, or was declined. */
export async function undecidedOf(tx: Tx, dealIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx<{ dealId: string }[]>`
    select distinct deal_id from deal_line where deal_id = any(${[...dealIds]}::uuid[]) and approval in ('waiting', 'declined')`
  return new Set(rows.map(({ dealId }) => dealId))
}
