import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { write } from '../events/write'
import { keepFile } from '../files/keep-file'
import type { Signature } from './quote-answer.model'
import type { QuoteDocument } from './quote-document.model'
import { quotePdfEvents } from './quotes.events'

/** A PDF that is to be made. */
export interface DuePdf {
  quoteId: string
  version: number
  document: QuoteDocument
  acceptance: { name: string; at: string; timeZone: string; sha256: string; signature: Signature } | undefined
}

interface Row extends Pick<DuePdf, 'quoteId' | 'version' | 'document'> {
  state: string
  sha256: string
  acceptedName: string
  acceptedAt: string
  signatureKind: 'typed' | 'drawn'
  signature: string
}

/** What a work on a PDF is to make; undefined once it is made, or was asked for anew since. */
export async function duePdf(ctx: Context, workId: string): Promise<DuePdf | undefined> {
  const [row] = await inWorkspace(
    ctx,
    tx => tx<Row[]>`
      select quote_id, version, document, state, sha256, accepted_name, signature_kind, signature,
        to_char(accepted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as accepted_at
      from quote_version where pdf_work_id = ${workId}`,
  )
  if (!row) return undefined
  const { quoteId, version, document, sha256, acceptedName: name, acceptedAt: at } = row
  const signature =
    row.signatureKind === 'drawn' ? { drawn: JSON.parse(row.signature) } : { typed: row.signature }
  return {
    quoteId,
    version,
    document,
    acceptance:
      row.state === 'accepted' ? { name, at, timeZone: ctx.workspaceTimeZone, sha256, signature } : undefined,
  }
}

/** Keeps a PDF that was made, in one transaction with the mark that it is. What was asked for anew meanwhile is made anew. */
export async function keepPdf(
  ctx: Context,
  workId: string,
  { quoteId, version, document, acceptance }: DuePdf,
  bytes: Uint8Array,
): Promise<void> {
  await write(ctx, async ({ tx, emit }) => {
    const [still] = await tx`select 1 from quote_version where pdf_work_id = ${workId} for update`
    if (!still) return
    const name = `${document.number.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-')}-${version}.pdf`
    const { id } = await keepFile(ctx, tx, { name, contentType: 'application/pdf' }, bytes)
    const column = acceptance ? 'signed_pdf_file_id' : 'pdf_file_id'
    await tx`update quote_version set ${tx(column)} = ${id}, pdf_work_id = null where pdf_work_id = ${workId}`
    emit(quotePdfEvents.made(workId, { quoteId, version }))
  })
}

/** Notes that a PDF cannot be made, and why: whoever asks for it is told that. */
export async function failPdf(ctx: Context, workId: string, why: string): Promise<void> {
  await write(ctx, async ({ tx, emit }) => {
    const [failed] = await tx<{ quoteId: string; version: number }[]>`
      update quote_version set pdf_failure = ${why.slice(0, 1000)}, pdf_work_id = null where pdf_work_id = ${workId}
      returning quote_id, version`
    if (failed) emit(quotePdfEvents.failed(workId, { ...failed }))
  })
}
