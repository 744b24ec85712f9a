import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { domainKey, nameKey } from '../core/keys'
import { readRecord } from '../records/read-record'
import { reachSql } from '../records/scope'
import type { ConversionOffer } from './convert-lead.model'
import { leadEntity } from './leads.entity'
import type { Lead } from './leads.model'

type Known = Pick<Lead, 'name' | 'company' | 'website' | 'email'>

/** What a customer made of the lead is called. */
export const companyOf = ({ company, name }: Pick<Lead, 'name' | 'company'>): string => company ?? name

/** One conversion of the workspace at a time, until the transaction ends: what one makes the next one finds. */
export const holdConversions = (ctx: Context, tx: Tx) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`convert ${ctx.workspaceId}`}, 0))`

/** Customers of the lead's domain or of its company's name, folded; a name that only begins alike is another's. */
export function equalCustomers(tx: Tx, lead: Known, reach: postgres.Fragment = tx``) {
  const domain = lead.website ? domainKey(lead.website) : null
  return tx<{ id: string; name: string; byDomain: boolean }[]>`
    select t.id, t.name, t.domain_key is not distinct from ${domain} and ${domain}::text is not null as by_domain from customer t
    where t.deleted_at is null and (t.name_key = ${nameKey(companyOf(lead))} or t.domain_key = ${domain}) ${reach}
    order by 3 desc, t.created_at limit 10`
}

/** The contact of the lead's e-mail. */
export const equalContacts = (tx: Tx, { email }: Known, reach: postgres.Fragment = tx``) =>
  tx<{ id: string; name: string }[]>`
    select t.id, t.name from contact t where t.email_key = ${email ? emailKey(email) : null} and t.deleted_at is null ${reach}`

/** What a conversion of the lead would meet, as far as the asker may read it. */
export async function offerConversion(ctx: Context, id: string): Promise<ConversionOffer> {
  authorise(ctx, 'lead', 'read')
  const lead: Known = JSON.parse((await readRecord(ctx, leadEntity, id)).body)
  const [customers, contacts] = await Promise.all([
    readOnce(ctx, sql => equalCustomers(sql, lead, reachSql(ctx, sql, 'customer'))),
    readOnce(ctx, sql => equalContacts(sql, lead, reachSql(ctx, sql, 'contact'))),
  ])
  return {
    customers: customers.map(({ id, name }) => ({ id, name })),
    customerId: onlyOf(customers),
    contacts: contacts.map(({ id, name }) => ({ id, name })),
    contactId: onlyOf(contacts),
  }
}

const onlyOf = (equal: readonly { id: string }[]): string | null => (equal.length === 1 ? equal[0]!.id : null)
