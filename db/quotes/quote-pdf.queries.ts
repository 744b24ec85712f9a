import { authorise, type Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { conflict, Fault, notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import type { StoredFile } from '../files/file.model'
import { fileOf } from '../files/read-file'
import { scopeSql } from '../records/scope'
import { type Asker, byLink, noSuchLink } from './by-link'
import { checkDocument } from './document-rights'
import type { Logo } from './logo'
import { linkedVersion, stateOf } from './public-quote.queries'
import { isShown } from './public-state.rules'
import { quoteEntity } from './quotes.entity'
import { logoIn } from './read-logo'

/** A file of a workspace that somebody may have. */
export interface FoundFile {
  reader: Pick<Context, 'db' | 'workspaceId'>
  file: StoredFile
}

interface Pdf {
  state: string
  pdfFileId: string | null
  signedPdfFileId: string | null
  pdfFailure: string | null
}

/** So long until it is worth to ask again: it takes a second or two. */
const againSeconds = 2

/** The PDF of a version, for who may read what is in it: of an accepted one that with the signature. Throws `conflict` (`quote.pdf_not_ready`, `quote.pdf_failed`), `not_found`, `forbidden`. */
export async function pdfOfVersion(ctx: Context, quoteId: string, version: string): Promise<FoundFile> {
  const scope = authorise(ctx, 'quote', 'read')
  checkDocument(ctx)
  if (!isUuid(quoteId) || !/^[1-9]\d{0,8}$/.test(version)) throw notFound('quote')
  const [pdf] = await inWorkspace(
    ctx,
    tx => tx<Pdf[]>`
      select v.state, v.pdf_file_id, v.signed_pdf_file_id, v.pdf_failure
      from quote t join quote_version v on v.quote_id = t.id
      where t.id = ${quoteId} and t.deleted_at is null and v.version = ${Number(version)} and v.state <> 'draft'
        ${scopeSql(ctx, tx, quoteEntity, scope)}`,
  )
  if (!pdf) throw notFound('quote')
  return { reader: ctx, file: await fileOf(ctx, fileIn(pdf)) }
}

/** The same by a link, as far as it is still shown. */
export async function pdfByLink(asker: Asker, secret: string, token: string): Promise<FoundFile> {
  const { ctx, linkId } = await byLink(asker, secret, token)
  const linked = await inWorkspace(ctx, tx => linkedVersion(tx, linkId))
  if (!isShown(stateOf(ctx, linked))) throw noSuchLink()
  return { reader: ctx, file: await fileOf(ctx, fileIn(linked)) }
}

/** The seller's logo in what a link shows; of what is no picture there is none. */
export async function logoByLink(asker: Asker, secret: string, token: string): Promise<Logo> {
  const { ctx, linkId } = await byLink(asker, secret, token)
  const linked = await inWorkspace(ctx, tx => linkedVersion(tx, linkId))
  const logo = isShown(stateOf(ctx, linked)) ? await logoIn(ctx, linked.document) : undefined
  if (typeof logo !== 'object') throw noSuchLink()
  return logo
}

function fileIn({ state, pdfFileId, signedPdfFileId, pdfFailure }: Pdf): string {
  const fileId = state === 'accepted' ? signedPdfFileId : pdfFileId
  if (fileId) return fileId
  if (pdfFailure !== null) throw conflict('The PDF could not be made.', {}, 'quote.pdf_failed')
  throw new Fault('conflict', 'The PDF is being made. Ask again in a moment.', {
    rule: 'quote.pdf_not_ready',
    retryAfterSeconds: againSeconds,
  })
}
