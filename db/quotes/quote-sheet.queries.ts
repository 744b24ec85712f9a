import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { mayRead, scopeOf, withinScope } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { marginOf } from '../lines/margin.rules'
import { mayReadCost } from '../products/may-read-cost'
import { scopeSql } from '../records/scope'
import { costsSql, dealPartsOf } from './deal-part.queries'
import { mayReadDocument } from './document-rights'
import { equivalentsOf } from './equivalents'
import { aroundOf } from './quote-around.queries'
import type { QuoteDocument } from './quote-document.model'
import { documentOf, type Quoted } from './quote-document.rules'
import { quoteDay } from './quote-settings.queries'
import type { QuoteLink, QuoteSheet, QuoteVersion } from './quote-sheet.model'
import { quoteEntity } from './quotes.entity'
import type { Hindrance } from './send-quote.model'
import { hindrancesOf } from './send-quote.rules'

interface Found extends Quoted {
  customerId: string | null
  contactId: string | null
  version: number
  number: string | null
  ownerId: string | null
  drafting: boolean
  dealId: string
  dealVersion: number
  versions: (Omit<QuoteVersion, 'equivalent' | 'margin'> & { costs: (string | null)[] | null })[]
  links: Omit<QuoteLink, 'address'>[]
}

/**
 * All versions of a quote and their links. What they say, and come to, is left out for who may not read all of it, and addresses for who may not change the quote.
 * `addressOf`: of a link's id. Throws `not_found`, `forbidden`.
 */
export async function readSheet(
  ctx: Context,
  id: string,
  addressOf: (linkId: string) => string,
): Promise<QuoteSheet> {
  const scope = authorise(ctx, 'quote', 'read')
  if (!isUuid(id)) throw notFound('quote')
  return inWorkspace(ctx, async tx => {
    const [quote] = await tx<Found[]>`
      select t.id, t.version, t.number, t.name, t.customer_id, t.contact_id, t.language, t.owner_id, t.drafting, t.deal_id,
        to_char(t.valid_until, 'YYYY-MM-DD') as valid_until, t.payment_terms, t.terms,
        (select version from deal where id = t.deal_id) as deal_version, ${versionsSql(tx)} as versions, ${linksSql(tx)} as links
      from quote t where t.id = ${id} and t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null ${scopeSql(ctx, tx, quoteEntity, scope)}`
    if (!quote) throw notFound('quote')
    const readable = mayReadDocument(ctx)
    const draft = quote.drafting && readable ? await draftOf(ctx, tx, quote) : undefined
    const costly = readable && mayReadCost(ctx)
    const versions = quote.versions.map(({ costs, ...one }) => {
      const document = readable ? (one.state === 'draft' ? (draft?.document ?? null) : one.document) : null
      return { ...one, document, ...(costly && { margin: document && marginOfDocument(document, costs) }) }
    })
    return {
      version: quote.version,
      dealVersion: quote.dealVersion,
      versions: await withEquivalents(ctx, tx, versions),
      links: shownLinks(ctx, quote, addressOf),
      hindrances: draft?.hindrances ?? [],
    }
  })
}

const versionsSql = (tx: Tx) => tx`(
  select coalesce(json_agg(json_build_object('version', v.version, 'state', v.state, 'createdAt', v.created_at, 'document', v.document, 'costs', coalesce(v.costs, case when v.state = 'draft' then ${costsSql(tx, tx`t.deal_id`)} end),
      'sha256', v.sha256, 'validUntil', v.valid_until, 'pdf', ${pdfSql(tx)}, 'sentAt', v.sent_at, 'sentBy', (select name from member where id = v.sent_by),
      'endedAt', v.ended_at, 'acceptedName', v.accepted_name, 'acceptedAt', v.accepted_at, 'declinedAt', v.declined_at,
      'declinedReason', v.declined_reason, 'changeAsked', v.change_asked, 'changeAskedAt', v.change_asked_at,
      'views', l.views, 'lastViewedAt', l.last) order by v.version desc), '[]')
  from quote_version v cross join lateral (
    select coalesce(sum(views), 0) as views, max(last_viewed_at) as last from quote_link where quote_id = v.quote_id and version = v.version) l
  where v.quote_id = t.id)`

/** What is left of a document once it is paid for, by what each line cost. */
function marginOfDocument(document: QuoteDocument, costs: readonly (string | null)[] | null) {
  const lines = document.lines.map((line, at) => ({ ...line, cost: costs?.[at] ?? null }))
  return marginOf(lines, document.currency)
}

const pdfSql = (tx: Tx) => tx`case
  when v.state = 'draft' then 'none'
  when v.state = 'accepted' and v.signed_pdf_file_id is not null then 'signed'
  when v.state <> 'accepted' and v.pdf_file_id is not null then 'ready'
  when v.pdf_failure is null then 'making' else 'failed' end`

const linksSql = (tx: Tx) => tx`(
  select coalesce(json_agg(json_build_object('id', id, 'version', version, 'name', name, 'email', email, 'createdAt', created_at,
    'expiresAt', expires_at, 'withdrawnAt', withdrawn_at, 'views', views, 'firstViewedAt', first_viewed_at, 'lastViewedAt', last_viewed_at)
    order by version desc, created_at, id), '[]')
  from quote_link where quote_id = t.id)`

/** What the version that is being written would say, and what keeps it from being sent. */
async function draftOf(
  ctx: Context,
  tx: Tx,
  quote: Found,
): Promise<{ document: QuoteDocument | undefined; hindrances: Hindrance[] }> {
  const around = await aroundOf(tx, quote)
  const part = (await dealPartsOf(tx, [quote.dealId])).get(quote.dealId)
  const day = quoteDay(ctx)
  const given = { number: quote.number ?? '', version: quote.versions[0]!.version, issuedOn: day }
  return {
    document: part && documentOf(quote, part, around, given),
    hindrances: hindrancesOf(quote, part, around, day),
  }
}

async function withEquivalents(
  ctx: Context,
  tx: Tx,
  versions: Omit<QuoteVersion, 'equivalent'>[],
): Promise<QuoteVersion[]> {
  const documents = versions.flatMap(({ document, state }) =>
    document ? [{ document, sent: state !== 'draft' }] : [],
  )
  const all = documents.length ? await equivalentsOf(ctx, tx, documents) : []
  return versions.map(one => ({ ...one, equivalent: one.document ? (all.shift() ?? null) : null }))
}

function shownLinks(ctx: Context, { links, ownerId }: Found, addressOf: (id: string) => string): QuoteLink[] {
  const scope = scopeOf(ctx.access, 'quote', 'update')
  const mayChange = scope !== undefined && withinScope(ctx.access, scope, { ownerId })
  const knowsPeople = mayRead(ctx.access, 'contact', 'email')
  return links.map(link => ({
    ...link,
    email: knowsPeople ? link.email : null,
    address: mayChange ? addressOf(link.id) : null,
  }))
}
