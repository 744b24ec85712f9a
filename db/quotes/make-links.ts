import type { Context } from '../core/context'
import { uuidv7 } from '../core/ids'
import { momentOf } from '../core/time-zone.rules'
import type { Write } from '../events/write'
import { quoteVersionEvents } from './quotes.events'
import type { Quote } from './quotes.model'
import type { Recipient } from './send-quote.model'

/** Makes a link to the version that the customer has, for each of these people. */
export async function makeLinks(
  ctx: Context,
  { tx, emit }: Write,
  { id, sentVersion, validUntil }: Quote,
  recipients: readonly Recipient[],
): Promise<{ id: string; version: number; name: string; email: string | null }[]> {
  const made: Awaited<ReturnType<typeof makeLinks>> = []
  const expiresAt = new Date(endOf(validUntil!, ctx.workspaceTimeZone))
  for (const { name, email } of recipients) {
    const link = { id: uuidv7(), version: sentVersion!, name, email: email ?? null }
    made.push(link)
    await tx`
      insert into quote_link (id, workspace_id, quote_id, version, name, email, created_at, expires_at)
      values (${link.id}, ${ctx.workspaceId}, ${id}, ${sentVersion}, ${name}, ${email}, ${ctx.clock()}, ${expiresAt})`
    emit(quoteVersionEvents.linkMade(id, { version: sentVersion!, name }))
  }
  return made
}

/** When a day is over in a zone. */
const endOf = (day: string, timeZone: string): number => momentOf(`${day}T23:59:59`, timeZone)! + 1000
