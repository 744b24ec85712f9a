import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { forbidden, notFound, refused } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { mayWrite } from '../core/grants.rules'
import { parse } from '../core/parse'
import { dealEntity } from '../deals/deals.entity'
import type { Deal } from '../deals/deals.model'
import { type Write, write } from '../events/write'
import { followLines } from '../quotes/follow-lines'
import { lockRecord } from '../records/read-record'
import { checkNamed } from '../records/references'
import { checkScope } from '../records/scope'
import { changeRecord } from '../records/update-record'
import { readLines } from './deal-lines.queries'
import { type LineApproval, withApprovals, withBookPrices } from './line-prices'
import { lineEvents } from './lines.events'
import { type DealLines, type LineInput, LinesSave, type LineTotals } from './lines.model'
import { faultOf, type PricedDocument, type PricedLine, priceDocument, totalsOf } from './lines.rules'

type ClassedLine = LineInput & { taxClass: string | null }

/** What lines have in common, as it is kept. */
export type LinesHead = Pick<LinesSave, 'currency' | 'priceBookId' | 'taxCountry' | 'taxIncluded'>

/** A line with what the tables say of it. */
export type Taxed = Omit<LineInput, 'unitPrice' | 'taxClass'> & {
  unitPrice: string
  taxClass: string | null
  taxPercent: string
} & LineApproval

/**
 * Writes all lines of a deal, and with them its amount and what recurs of it, in one transaction. None takes the lines away, and leaves the amount as it was. Each line is
 * taxed as the table says now. Throws `refused` by the rule of the first line that cannot be (`line.quantity`, `line.unit_price`, `line.discount`, `line.terms`, `line.what`,
 * `line.too_large`, `line.no_tax`, `line.no_country`, with its number) or of its price book (`price_book.other_currency`, `price_book.not_valid`), `stale`, `not_found`, `forbidden`.
 */
export async function saveLines(
  ctx: Context,
  dealId: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<DealLines> {
  authorise(ctx, 'deal', 'update')
  if (!mayWrite(ctx.access, 'deal', 'amount'))
    throw forbidden(
      `Your role (${ctx.access.role}) may not write the amount of a deal.`,
      'deal.update.amount',
    )
  const { lines, ...head } = parse(LinesSave, input)
  await write(ctx, async to => {
    const before = await lockRecord(to.tx, dealEntity, dealId)
    if (!before || before.deletedAt) throw notFound('deal')
    await checkScope(ctx, to.tx, dealEntity, before, 'update')
    checkVersion(version, before.version)
    for (const [at, { productId }] of lines.entries())
      if (productId)
        await checkNamed(ctx, to.tx, {
          id: productId,
          table: 'product',
          pointer: `/lines/${at}/productId`,
          binned: true,
        })
    const known = await withTaxes(
      ctx,
      to.tx,
      await withClasses(to.tx, lines, head.taxCountry),
      head.taxCountry,
    )
    const booked = await withBookPrices(ctx, to.tx, known, head)
    const taxed = await withApprovals(ctx, to.tx, dealId, booked, head.discountReason)
    await writePriced(ctx, to, before, taxed, head)
    to.emit(lineEvents.written(dealId, { lines: lines.length }))
    await followLines(ctx, to, dealId)
  })
  return readLines(ctx, dealId)
}

/** Writes lines whose taxes and approvals are known, and the amounts of their deal. The caller has locked it. Throws as `saveLines` does for their figures. */
export async function writePriced(
  ctx: Context,
  to: Write,
  before: Deal,
  taxed: readonly Taxed[],
  head: LinesHead,
): Promise<void> {
  checkFigures(taxed, head.currency)
  const priced = priceDocument(taxed, head)
  const totals = totalsOf(priced)
  if (!totals)
    throw refused('line.too_large', 'The lines come to more than can be counted exactly.', {
      line: taxed.length,
    })
  await replaceLines(ctx, to, before.id, { taxed, priced, head, totals })
  const money = (minor: number) => ({ minor, currency: head.currency })
  const amount = money(totals.netMinor)
  await changeRecord(ctx, to, dealEntity, before, {
    ...(taxed.length
      ? { amount, tcv: amount, arr: money(totals.arrMinor), mrr: money(totals.mrrMinor) }
      : { tcv: null, arr: null, mrr: null }),
  })
}

/** The lines with the class of their product where they say none, and a country is said. */
async function withClasses(
  tx: Tx,
  lines: readonly LineInput[],
  country: string | null,
): Promise<ClassedLine[]> {
  const open = lines.flatMap(({ taxClass, productId }) =>
    country && taxClass === undefined && productId ? [productId] : [],
  )
  const products = open.length
    ? await tx<{ id: string; taxClass: string }[]>`
        select id, lower(tax_class) as tax_class from product where id = any(${open}::uuid[]) and tax_class is not null`
    : []
  const classOf = ({ productId }: LineInput) =>
    products.find(({ id }) => id === productId?.toLowerCase())?.taxClass ?? null
  return lines.map(line => ({
    ...line,
    taxClass: line.taxClass === undefined ? classOf(line) : line.taxClass,
  }))
}

/** The lines with the percentage that the table has for each now. */
async function withTaxes(
  ctx: Context,
  tx: Tx,
  lines: readonly ClassedLine[],
  country: string | null,
): Promise<(ClassedLine & { taxPercent: string })[]> {
  const rates = await tx<{ taxClass: string; percent: string }[]>`
    select tax_class, trim_scale(percent)::text as percent from tax_rate where workspace_id = ${ctx.workspaceId} and country = ${country}`
  return lines.map((line, at) => {
    const told = { line: at + 1 }
    if (!line.productId && !line.text)
      throw refused(
        'line.what',
        `Line ${told.line} says of nothing what it is: name a product or write a text.`,
        told,
      )
    if (line.taxClass && !country)
      throw refused('line.no_country', `Line ${told.line} is taxed, and no country is said.`, told)
    const taxPercent = line.taxClass ? rates.find(({ taxClass }) => taxClass === line.taxClass)?.percent : '0'
    if (taxPercent === undefined)
      throw refused('line.no_tax', `There is no tax of ${country} for the class “${line.taxClass}”.`, {
        ...told,
        country,
        taxClass: line.taxClass,
      })
    return { ...line, taxPercent }
  })
}

function checkFigures(lines: readonly PricedLine[], currency: string): void {
  for (const [at, line] of lines.entries()) {
    const fault = faultOf(line, currency)
    if (fault) throw refused(fault.rule, `Line ${at + 1}: ${fault.message}`, { line: at + 1 })
  }
}

async function replaceLines(
  ctx: Context,
  { tx }: Pick<Write, 'tx'>,
  dealId: string,
  {
    taxed,
    priced,
    head,
    totals,
  }: { taxed: readonly Taxed[]; priced: PricedDocument; head: LinesHead; totals: LineTotals },
): Promise<void> {
  await tx`delete from deal_line where deal_id = ${dealId}`
  await tx`delete from deal_pricing where deal_id = ${dealId}`
  if (taxed.length === 0) return
  await tx`
    insert into deal_pricing (workspace_id, deal_id, currency, tax_country, tax_included, price_book_id, net_minor, mrr_minor, arr_minor)
    values (${ctx.workspaceId}, ${dealId}, ${head.currency}, ${head.taxCountry}, ${head.taxIncluded}, ${head.priceBookId}, ${totals.netMinor}, ${totals.mrrMinor}, ${totals.arrMinor})`
  const rows = taxed.map((line, at) => ({
    position: at,
    product_id: line.productId,
    text: line.text,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    discount: line.discount,
    tax_class: line.taxClass,
    tax_percent: line.taxPercent,
    period: line.period,
    terms: line.terms,
    net_minor: Number(priced.nets[at]),
    book_price: line.bookPrice,
    cost: line.cost,
    approval: line.approval,
    asked_by: line.askedBy,
    reason: line.reason,
    decided_by: line.decidedBy,
  }))
  await tx`
    insert into deal_line (workspace_id, deal_id, position, product_id, text, quantity, unit_price, discount, tax_class, tax_percent, period, terms, net_minor, book_price, cost, approval, asked_by, reason, decided_by)
    select ${ctx.workspaceId}, ${dealId}, position, product_id, text, quantity, unit_price, discount, tax_class, tax_percent, period, terms, net_minor, book_price, cost, approval, asked_by, reason, decided_by
    from jsonb_populate_recordset(null::deal_line, ${tx.json(rows as never)})`
}
