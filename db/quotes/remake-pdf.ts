import { authorise, type Context } from '../core/context'
import { notFound } from '../core/errors'
import { write } from '../events/write'
import { askForPdf } from './ask-for-pdf'
import { checkDocument } from './document-rights'
import { lockQuote } from './lock-quote'

/** Asks anew for a PDF that could not be made. One that is there, or being made, is left as it is. Throws `not_found`, `forbidden`. */
export async function remakePdf(ctx: Context, quoteId: string, version: string): Promise<void> {
  authorise(ctx, 'quote', 'update')
  checkDocument(ctx)
  await write(ctx, async to => {
    await lockQuote(ctx, to.tx, quoteId)
    const [found] = /^[1-9]\d{0,8}$/.test(version)
      ? await to.tx<{ failed: boolean }[]>`
          select pdf_failure is not null as failed from quote_version
          where quote_id = ${quoteId} and version = ${Number(version)} and state <> 'draft'`
      : []
    if (!found) throw notFound('quote')
    if (found.failed) await askForPdf(to, quoteId, Number(version))
  })
}
