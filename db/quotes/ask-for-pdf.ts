import { uuidv7 } from '../core/ids'
import type { Write } from '../events/write'
import { quotePdfEvents } from './quotes.events'

/** Asks for the PDF of a version, as it stands after this transaction. What was made before stays until there is the new one. */
export async function askForPdf({ tx, emit }: Write, quoteId: string, version: number): Promise<void> {
  const workId = uuidv7()
  await tx`
    update quote_version set pdf_work_id = ${workId}, pdf_failure = null where quote_id = ${quoteId} and version = ${version}`
  emit(quotePdfEvents.requested(workId))
}
