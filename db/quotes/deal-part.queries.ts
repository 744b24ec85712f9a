import type postgres from 'postgres'
import type { Tx } from '../core/database'
import { priceDocument, totalsOf } from '../lines/lines.rules'
import type { QuoteDocument, QuoteLine } from './quote-document.model'

/** What a quote takes from its deal: the lines as they are now. */
export interface DealPart
  extends Pick<QuoteDocument, 'currency' | 'taxCountry' | 'taxIncluded' | 'lines' | 'totals'> {
  /** The numbers, from 1, of lines whose discount waits for somebody, and of those to which somebody said no. */
  waiting: number[]
  declined: number[]
}

/** What one of each line of a deal costs, in their order, as JSON. Never part of what a customer gets. */
export const costsSql = (tx: Tx, dealId: postgres.Fragment) => tx`(
  select jsonb_agg(trim_scale(l.cost)::text order by l.position) from deal_line l where l.deal_id = ${dealId})`

interface Found extends Pick<QuoteDocument, 'currency' | 'taxCountry' | 'taxIncluded'> {
  dealId: string
  lines: (QuoteLine & { approval: string | null })[]
}

/** The lines of deals and what they come to; of a deal without lines there is none. */
export async function dealPartsOf(tx: Tx, dealIds: readonly string[]): Promise<Map<string, DealPart>> {
  if (dealIds.length === 0) return new Map()
  const rows = await tx<Found[]>`
    select p.deal_id, p.currency, p.tax_country, p.tax_included,
      (select coalesce(json_agg(json_build_object('text', coalesce(l.text, r.name, ''), 'detail', coalesce(r.code, case when l.text is not null then r.name end),
          'quantity', trim_scale(l.quantity)::text, 'unitPrice', trim_scale(l.unit_price)::text, 'discount', trim_scale(l.discount)::text,
          'taxPercent', trim_scale(l.tax_percent)::text, 'period', l.period, 'terms', l.terms, 'netMinor', l.net_minor, 'approval', l.approval)
          order by l.position), '[]')
        from deal_line l left join product r on r.id = l.product_id where l.deal_id = p.deal_id) as lines
    from deal_pricing p where p.deal_id = any(${[...dealIds]}::uuid[])`
  return new Map(rows.map(({ dealId, ...row }) => [dealId, partOf(row)]))
}

function partOf({ lines, ...head }: Omit<Found, 'dealId'>): DealPart {
  const numbersOf = (approval: string) =>
    lines.flatMap((line, at) => (line.approval === approval ? [at + 1] : []))
  return {
    ...head,
    lines: lines.map(({ approval: _, ...line }) => line),
    // What was too large to be counted exactly was refused when the lines were written.
    totals: totalsOf(priceDocument(lines, head))!,
    waiting: numbersOf('waiting'),
    declined: numbersOf('declined'),
  }
}
