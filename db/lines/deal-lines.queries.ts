import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { forbidden, notFound } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { dealEntity } from '../deals/deals.entity'
import { reachSql, scopeSql } from '../records/scope'
import type { DealLines, Line } from './lines.model'
import { priceDocument, totalsOf } from './lines.rules'

interface Found {
  version: number
  head: Pick<DealLines, 'currency' | 'taxCountry' | 'taxIncluded'> | null
  lines: Line[]
}

/** The lines of a deal and what they come to. Throws `not_found`, and `forbidden` for a role that may not read amounts. */
export async function readLines(ctx: Context, dealId: string): Promise<DealLines> {
  const scope = authorise(ctx, 'deal', 'read')
  if (!mayRead(ctx.access, 'deal', 'amount'))
    throw forbidden(`Your role (${ctx.access.role}) may not read the amount of a deal.`, 'deal.read.amount')
  if (!isUuid(dealId)) throw notFound('deal')
  const [found] = await readOnce(
    ctx,
    sql => sql<Found[]>`
      select t.version,
        (select json_build_object('currency', currency, 'taxCountry', tax_country, 'taxIncluded', tax_included)
          from deal_pricing where deal_id = t.id) as head,
        (select coalesce(json_agg(json_build_object('productId', l.product_id,
            'productName', (select t.name from product t where t.id = l.product_id ${reachSql(ctx, sql, 'product')}),
            'text', l.text, 'quantity', trim_scale(l.quantity)::text, 'unitPrice', trim_scale(l.unit_price)::text,
            'discount', trim_scale(l.discount)::text, 'taxClass', l.tax_class, 'taxPercent', trim_scale(l.tax_percent)::text,
            'period', l.period, 'terms', l.terms, 'netMinor', l.net_minor) order by l.position), '[]')
          from deal_line l where l.deal_id = t.id) as lines
      from deal t where t.id = ${dealId} and t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null ${scopeSql(ctx, sql, dealEntity, scope)}`,
  )
  if (!found) throw notFound('deal')
  const { version, lines } = found
  const head = found.head ?? { currency: null, taxCountry: null, taxIncluded: false }
  const priced = priceDocument(lines, { currency: head.currency ?? 'EUR', taxIncluded: head.taxIncluded })
  return { ...head, lines, totals: totalsOf(priced)!, version }
}
