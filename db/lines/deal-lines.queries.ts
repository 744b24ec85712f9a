import { authorise, type Context } from '../core/context'
import { readOnce } from '../core/database'
import { type Fraction, roundHalfAway } from '../core/decimal.rules'
import { forbidden, notFound } from '../core/errors'
import { mayRead } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { dealEntity } from '../deals/deals.entity'
import { isWithinLimit, takenOff } from '../pricebooks/price-books.rules'
import { mayReadCost } from '../products/may-read-cost'
import { reachSql, scopeSql } from '../records/scope'
import type { DealLines, Line } from './lines.model'
import { priceDocument, totalsOf } from './lines.rules'
import { marginOf } from './margin.rules'

interface Member {
  id: string
  name: string
  role: string
}

interface Found {
  version: number
  head: Pick<DealLines, 'currency' | 'taxCountry' | 'taxIncluded' | 'priceBookId'> | null
  limits: Record<string, string> | null
  lines: (Omit<Line, 'mayDecide' | 'asked'> & {
    asker: Member | null
    reason: string | null
    cost: string | null
  })[]
  /** Who may agree to discounts at all, where one waits. */
  deciders: Member[] | null
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
        (select json_build_object('currency', currency, 'taxCountry', tax_country, 'taxIncluded', tax_included, 'priceBookId', price_book_id)
          from deal_pricing where deal_id = t.id) as head,
        (select b.limits from deal_pricing d join price_book b on b.id = d.price_book_id and b.deleted_at is null where d.deal_id = t.id) as limits,
        (select coalesce(json_agg(json_build_object('productId', l.product_id,
            'productName', (select t.name from product t where t.id = l.product_id ${reachSql(ctx, sql, 'product')}),
            'text', l.text, 'quantity', trim_scale(l.quantity)::text, 'unitPrice', trim_scale(l.unit_price)::text,
            'discount', trim_scale(l.discount)::text, 'taxClass', l.tax_class, 'taxPercent', trim_scale(l.tax_percent)::text,
            'period', l.period, 'terms', l.terms, 'netMinor', l.net_minor,
            'bookPrice', trim_scale(l.book_price)::text, 'cost', trim_scale(l.cost)::text, 'approval', l.approval, 'reason', l.reason, 'asker',
            (select json_build_object('id', m.id, 'name', m.name, 'role', m.role) from member m where m.id = l.asked_by)) order by l.position), '[]')
          from deal_line l where l.deal_id = t.id) as lines,
        (select json_agg(json_build_object('id', m.id, 'name', m.name, 'role', m.role) order by m.role = 'admin', m.name, m.id)
          from member m where m.deleted_at is null and exists (select from deal_line l where l.deal_id = t.id and l.approval = 'waiting')
            and (m.role = 'admin' or exists (select from deal_pricing d join price_book b on b.id = d.price_book_id
              where d.deal_id = t.id and jsonb_exists(b.limits, m.role)))) as deciders
      from deal t where t.id = ${dealId} and t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null ${scopeSql(ctx, sql, dealEntity, scope)}`,
  )
  if (!found) throw notFound('deal')
  const { version } = found
  const head = found.head ?? { currency: null, taxCountry: null, taxIncluded: false, priceBookId: null }
  const { role, cap, memberId } = ctx.access
  const limits = found.limits ?? {}
  const by = { roles: cap ? [role, cap] : [role], limits }
  const lines = found.lines.map(({ asker, reason, cost: _, ...line }): Line => {
    if (line.approval !== 'waiting') return { ...line, asked: null, mayDecide: false }
    const others = memberId !== null && asker?.id !== memberId
    const taken = takenOff(line, line.bookPrice ?? line.unitPrice)
    const approvers = (found.deciders ?? [])
      .filter(one => one.id !== asker?.id && isWithinLimit(taken, { roles: [one.role], limits }))
      .slice(0, mostApprovers)
    const asked = {
      by: asker && personOf(asker),
      reason,
      taken: hundredths(taken),
      limit: limits[asker?.role ?? ''] ?? '0',
      approvers: approvers.map(personOf),
    }
    return { ...line, asked, mayDecide: others && isWithinLimit(taken, by) }
  })
  const priced = priceDocument(lines, { currency: head.currency ?? 'EUR', taxIncluded: head.taxIncluded })
  const margins = mayReadCost(ctx) ? marginsOf(found.lines, head) : {}
  return { ...head, lines, totals: totalsOf(priced)!, ...margins, version }
}

/** The margin as it is, and as it would be without the discounts that wait. */
function marginsOf(
  lines: Found['lines'],
  { currency, taxIncluded }: Pick<DealLines, 'currency' | 'taxIncluded'>,
): Pick<DealLines, 'margin' | 'marginBefore'> {
  if (currency === null) return { margin: null, marginBefore: null }
  const margin = marginOf(lines, currency)
  if (!margin || lines.every(({ approval }) => approval !== 'waiting')) return { margin, marginBefore: null }
  const before = lines.map(line =>
    line.approval === 'waiting'
      ? { ...line, unitPrice: line.bookPrice ?? line.unitPrice, discount: '0' }
      : line,
  )
  const { nets } = priceDocument(before, { currency, taxIncluded })
  const whole = before.map((line, at) => ({ ...line, netMinor: Number(nets[at]) }))
  return { margin, marginBefore: marginOf(whole, currency)?.percent ?? null }
}

const mostApprovers = 10
const personOf = ({ id, name }: Member) => ({ id, name })

/** A percentage to its hundredths, as a plain decimal. */
const hundredths = ({ n, d }: Fraction): string => {
  const whole = roundHalfAway({ n: n * 100n, d })
  return String(Number(whole) / 100)
}
