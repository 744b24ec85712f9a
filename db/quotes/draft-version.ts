import { authorise, type Context } from '../core/context'
import { conflict, refused } from '../core/errors'
import type { ExpectedVersion } from '../core/expected-version'
import { write } from '../events/write'
import { changeRecord } from '../records/update-record'
import { dealPartsOf } from './deal-part.queries'
import { lockQuote } from './lock-quote'
import { quoteDay, quoteSettingsIn } from './quote-settings.queries'
import { quoteEntity } from './quotes.entity'
import { quoteVersionEvents } from './quotes.events'
import { dayAfter, sumsOf } from './quotes.facts'
import type { Quote } from './quotes.model'
import { draftSums, statusWhileDrafting } from './quotes.rules'
import { withoutDraft } from './without-draft'

/**
 * Begins the next version, from the deal's lines as they are now; the customer keeps the one they have until it is sent. Throws `conflict` (`quote.being_written`) where
 * one is being written, `refused` (`quote.accepted`), `stale`, `not_found`, `forbidden`.
 */
export async function draftVersion(ctx: Context, id: string, version?: ExpectedVersion): Promise<Quote> {
  authorise(ctx, 'quote', 'update')
  return write(ctx, async to => {
    const { quote, deal } = await lockQuote(ctx, to.tx, id, version)
    if (quote.status === 'accepted')
      throw refused('quote.accepted', 'The quote was accepted: nothing of it changes any more.')
    if (quote.drafting)
      throw conflict(
        `Version ${quote.newestVersion} is being written already.`,
        { version: quote.newestVersion },
        'quote.being_written',
      )
    const next = quote.newestVersion + 1
    const part = (await dealPartsOf(to.tx, [deal.id])).get(deal.id)
    const sums = part && sumsOf(part)
    await to.tx`
      insert into quote_version (workspace_id, quote_id, version, state, created_at)
      values (${ctx.workspaceId}, ${id}, ${next}, 'draft', ${ctx.clock()})`
    to.emit(quoteVersionEvents.drafted(id, { version: next }))
    const { settings } = await quoteSettingsIn(to.tx)
    const day = quoteDay(ctx)
    const isOver = !quote.validUntil || quote.validUntil < day
    return changeRecord(ctx, to, quoteEntity, quote, {
      ...(isOver && { validUntil: dayAfter(day, settings.validityDays) }),
      newestVersion: next,
      drafting: true,
      ...draftSums(sums),
      status: statusWhileDrafting(quote.status, sums),
    })
  })
}

/**
 * Throws away the version that is being written, and goes back to the one before. Throws `conflict` (`quote.first_version`) for the only one there is, whose quote goes to
 * the bin instead, and `quote.nothing_to_send` where none is being written; `stale`, `not_found`, `forbidden`.
 */
export async function dropDraft(ctx: Context, id: string, version?: ExpectedVersion): Promise<Quote> {
  authorise(ctx, 'quote', 'update')
  return write(ctx, async to => {
    const { quote } = await lockQuote(ctx, to.tx, id, version)
    if (!quote.drafting) throw conflict('No version is being written.', {}, 'quote.nothing_to_send')
    if (quote.newestVersion === 1)
      throw conflict(
        'There is no version before this one. Move the quote to the bin.',
        {},
        'quote.first_version',
      )
    return changeRecord(ctx, to, quoteEntity, quote, await withoutDraft(to.tx, quote))
  })
}
