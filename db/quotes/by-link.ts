import { taskAccess } from '../access/tasks.rules'
import type { Context } from '../core/context'
import { notFound } from '../core/errors'
import { linkOf } from './quote-link'

/** A request by whoever has a link, before it is known what the link opens. */
export type Asker = Pick<Context, 'db' | 'clock' | 'requestId' | 'traceparent' | 'onWrite'>

/** Who has a link, in the workspace that it opens. */
export interface LinkHolder {
  ctx: Context
  linkId: string
}

/** What is told of a token that Sextant has not made, of a link that is gone and of one that was withdrawn: nobody learns which. */
export const noSuchLink = () => notFound('quote')

/**
 * Who asks by the token of a link. The token is the whole right: no session and no cookie adds to it. They are the customer to the log, and may do
 * what the role of links grants: the verbs of this area ask for the one version that the link is to. Throws `not_found`; a forged token costs no look into the database.
 */
export async function byLink(asker: Asker, secret: string, token: string): Promise<LinkHolder> {
  const linkId = linkOf(secret, token)
  if (!linkId) throw noSuchLink()
  const [found] = await asker.db.system<
    { workspaceId: string; locale: string; timeZone: string; currency: string }[]
  >`
    select l.workspace_id, w.locale, w.time_zone, w.currency
    from quote_link l join workspace w on w.id = l.workspace_id where l.id = ${linkId}`
  if (!found) throw noSuchLink()
  const { workspaceId, locale, timeZone, currency } = found
  const ctx: Context = {
    ...asker,
    workspaceId,
    // By name once the link is read in its workspace.
    actor: { type: 'customer', id: linkId, name: '' },
    access: taskAccess('quote_link'),
    locale,
    timeZone,
    workspaceTimeZone: timeZone,
    currency,
    reportingCurrency: currency,
  }
  return { ctx, linkId }
}
