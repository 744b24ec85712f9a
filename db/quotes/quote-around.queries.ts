import type { Tx } from '../core/database'
import { notFound } from '../core/errors'
import { noQuoteSettings, type QuoteSettings } from './quote-settings.model'

/** What stands around a quote: who sells, whom it is for, and its deal. */
export interface Around {
  settings: QuoteSettings
  workspace: string
  deal: { name: string; status: string; live: boolean }
  customer: { name: string; city: string | null; country: string | null } | null
  contact: { name: string; email: string | null } | null
}

/** Reads it, in one statement. */
export async function aroundOf(
  tx: Tx,
  quote: { dealId: string; customerId: string | null; contactId: string | null },
): Promise<Around> {
  const [found] = await tx<(Omit<Around, 'settings'> & { settings: Partial<QuoteSettings> | null })[]>`
    select (select settings from quote_setting) as settings, w.name as workspace,
      json_build_object('name', d.name, 'status', d.status, 'live', d.deleted_at is null) as deal,
      (select json_build_object('name', coalesce(legal_name, name), 'city', city, 'country', country) from customer where id = ${quote.customerId}) as customer,
      (select json_build_object('name', name, 'email', email) from contact where id = ${quote.contactId}) as contact
    from workspace w join deal d on d.workspace_id = w.id where d.id = ${quote.dealId}`
  if (!found) throw notFound('deal')
  return { ...found, settings: { ...noQuoteSettings, ...found.settings } }
}
