import { workContext } from '@sextant/db/access/work-context'
import { type DuePdf, duePdf, failPdf, keepPdf } from '@sextant/db/quotes/due-pdf'
import { expireQuotes } from '@sextant/db/quotes/expire-quotes'
import type { Logo } from '@sextant/db/quotes/logo'
import { logoIn } from '@sextant/db/quotes/read-logo'
import type { ActivityDeps } from '../app/deps'
import type { WorkRequest } from '../app/request.model'
import { type QuotePdf, quotePdf } from './quote-pdf'

/** The work on quotes that is the workspace's own: whoever sent one may have left. */
export const quoteActivities = ({ db, clock, log }: Pick<ActivityDeps, 'db' | 'clock' | 'log'>) => ({
  /** Makes the PDF and keeps it. May be called any number of times: what is there is not made again. */
  makePdf: async ({ workspaceId, subjectId: workId, requestId }: WorkRequest): Promise<void> => {
    const ctx = await workContext({ db, clock }, { workspaceId, task: 'quote_pdf', id: workId, requestId })
    const due = await duePdf(ctx, workId)
    if (!due) return
    const told = { workspaceId, requestId, quoteId: due.quoteId, version: due.version }
    const made = await set(due, await logoIn(ctx, due.document))
    if (typeof made === 'string') {
      log.error('a quote cannot be set as PDF', { ...told, why: made })
      await failPdf(ctx, workId, made)
      return
    }
    const { bytes, withoutLogo, notAccessible } = made
    if (withoutLogo) log.warn('a quote was set without its logo', { ...told, why: withoutLogo })
    if (notAccessible) log.warn('a quote was set without PDF/UA', { ...told, why: notAccessible })
    await keepPdf(ctx, workId, due, bytes)
  },
  /** What nobody accepted in time expires. */
  expireQuotes: async (): Promise<void> => {
    const expired = await expireQuotes({ db, clock })
    if (expired) log.info('quotes expired', { expired })
  },
})

export type QuoteActivities = ReturnType<typeof quoteActivities>

/** The PDF, or why there can be none: to try that again would change nothing. */
async function set(
  { document, acceptance }: DuePdf,
  logo: Logo | string | undefined,
): Promise<QuotePdf | string> {
  try {
    if (typeof logo !== 'string') return await quotePdf(document, { logo, acceptance })
    return { ...(await quotePdf(document, { acceptance })), withoutLogo: logo }
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
