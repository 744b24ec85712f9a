import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { type Asker, byLink, type LinkHolder, noSuchLink } from './by-link'
import type { PublicQuote, PublicState } from './public-quote.model'
import { isShown, publicStateOf } from './public-state.rules'
import type { QuoteDocument } from './quote-document.model'
import { linkToken } from './quote-link'
import { quoteDay } from './quote-settings.queries'

/** A link with the version that it is to. */
export interface LinkedVersion {
  person: string
  quoteId: string
  version: number
  state: string
  document: QuoteDocument
  sha256: string
  validUntil: string
  acceptedName: string | null
  acceptedAt: string | null
  declinedAt: string | null
  changeAsked: string | null
  changeAskedAt: string | null
  answeredByLink: string | null
  pdfFileId: string | null
  signedPdfFileId: string | null
  pdfFailure: string | null
  newerLinkId: string | null
}

/** What a link opens. Throws `not_found` for one that was withdrawn, and for a quote in the bin. */
export async function linkedVersion(tx: Tx, linkId: string): Promise<LinkedVersion> {
  const [found] = await tx<LinkedVersion[]>`
    select l.name as person, v.quote_id, v.version, v.state, v.document, v.sha256, to_char(v.valid_until, 'YYYY-MM-DD') as valid_until,
      v.accepted_name, ${at(tx, 'accepted_at')}, ${at(tx, 'declined_at')}, v.change_asked, ${at(tx, 'change_asked_at')},
      v.answered_by_link, v.pdf_file_id, v.signed_pdf_file_id, v.pdf_failure, (
        select n.id from quote_link n join quote_version later on later.quote_id = n.quote_id and later.version = n.version
        where n.quote_id = l.quote_id and n.version > l.version and n.withdrawn_at is null and later.state in ('sent', 'accepted')
          and case when l.email is null then n.email is null and n.name = l.name else lower(n.email) = lower(l.email) end
        order by n.version desc, n.created_at desc limit 1) as newer_link_id
    from quote_link l
    join quote q on q.id = l.quote_id and q.deleted_at is null
    join quote_version v on v.quote_id = l.quote_id and v.version = l.version and v.document is not null
    where l.id = ${linkId} and l.withdrawn_at is null`
  if (!found) throw noSuchLink()
  return found
}

const at = (tx: Tx, column: string) =>
  tx`to_char(v.${tx(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${tx(column)}`

/** How the version stands now. */
export function stateOf(
  ctx: Pick<Context, 'clock' | 'workspaceTimeZone'>,
  linked: LinkedVersion,
): PublicState {
  const state = publicStateOf(linked, quoteDay(ctx))
  if (!state) throw noSuchLink()
  return state
}

/** What whoever has a link is told. */
export async function readPublicQuote(asker: Asker, secret: string, token: string): Promise<PublicQuote> {
  const holder = await byLink(asker, secret, token)
  return told(holder, secret, await inWorkspace(holder.ctx, tx => linkedVersion(tx, holder.linkId)))
}

/** The same for a verb, after it has done its work. */
export function told({ ctx }: LinkHolder, secret: string, linked: LinkedVersion): PublicQuote {
  const { document, changeAskedAt, acceptedAt, declinedAt, newerLinkId } = linked
  const state = stateOf(ctx, linked)
  const shown = isShown(state)
  const { number, version, language, title, seller } = document
  return {
    state,
    number,
    version,
    language,
    title,
    person: linked.person,
    seller: { name: seller.name, email: seller.email, phone: seller.phone },
    hasLogo: shown && seller.logoFileId !== null,
    validUntil: linked.validUntil,
    document: shown ? { ...document, seller: { ...seller, logoFileId: null } } : null,
    sha256: shown ? linked.sha256 : null,
    pdf: shown ? pdfOf(state, linked) : 'none',
    newer: state === 'replaced' && newerLinkId ? linkToken(secret, newerLinkId) : null,
    accepted: state === 'accepted' && acceptedAt ? { name: linked.acceptedName ?? '', at: acceptedAt } : null,
    declined: state === 'declined' && declinedAt ? { at: declinedAt } : null,
    changeAsked:
      state === 'changes_asked' && changeAskedAt
        ? { text: linked.changeAsked ?? '', at: changeAskedAt }
        : null,
    timeZone: ctx.workspaceTimeZone,
  }
}

function pdfOf(state: PublicState, linked: LinkedVersion): PublicQuote['pdf'] {
  const { pdfFileId, signedPdfFileId, pdfFailure } = linked
  if (state === 'accepted') return signedPdfFileId ? 'signed' : pdfFailure === null ? 'making' : 'failed'
  if (pdfFileId) return 'ready'
  return pdfFailure === null ? 'making' : 'failed'
}

/** In which language a link speaks; undefined for a token that opens nothing. */
export async function languageOfLink(asker: Asker, secret: string, token: string): Promise<string> {
  const { ctx, linkId } = await byLink(asker, secret, token)
  const { document } = await inWorkspace(ctx, tx => linkedVersion(tx, linkId))
  return document.language
}
