import { contactEntity } from '../contacts/contacts.entity'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { conflict, notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { domainKey, nameKey } from '../core/keys'
import { parse } from '../core/parse'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { type Write, write } from '../events/write'
import { insertRecord } from '../records/create-record'
import { lockRecord } from '../records/read-record'
import { checkReferences } from '../records/references'
import { checkScope } from '../records/scope'
import { changeRecord } from '../records/update-record'
import { type Conversion, ConvertLead } from './convert-lead.model'
import { leadEntity } from './leads.entity'
import type { Lead } from './leads.model'

/**
 * Makes a customer, a contact and a deal of a lead, in one transaction. Converting again gives the same ids, so a retry is safe.
 * An existing customer is taken by `customerId`, else by the lead's domain or company name; an existing contact by its e-mail.
 */
export async function convertLead(
  ctx: Context,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<Conversion> {
  authorise(ctx, 'lead', 'update')
  for (const object of ['customer', 'contact', 'deal'] as const) authorise(ctx, object, 'create')
  const asked = parse(ConvertLead, input) as ConvertLead
  const converting: Context = { ...ctx, cause: { type: 'conversion', id } }
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await convertOnce(converting, id, asked, version)
    } catch (error) {
      // Somebody made the same customer or contact at the same moment: found this time, it is taken.
      if (attempt >= 3 || !isDouble(error)) throw error
    }
  }
}

const isDouble = (error: unknown): boolean =>
  error instanceof Error &&
  'constraint_name' in error &&
  ['customer_key_domain_key', 'contact_key_email_key'].includes(String(error.constraint_name))

function convertOnce(
  converting: Context,
  id: string,
  asked: ConvertLead,
  version: ExpectedVersion | undefined,
): Promise<Conversion> {
  return write(converting, async to => {
    const found = await lockRecord(to.tx, leadEntity, id)
    if (!found || found.deletedAt) throw notFound('lead')
    checkScope(converting, leadEntity, found, 'update')
    if (found.status === 'converted') return conversionOf(found)
    checkVersion(version, found.version)
    // Two people of one company, converted at once, become contacts of one customer.
    await to.tx`select pg_advisory_xact_lock(hashtextextended(${`convert ${converting.workspaceId}`}, 0))`
    const lead = { ...found, ownerId: await ownerOf(converting, to.tx, found) }
    const customerId = await customerFor(converting, to, lead, asked)
    const contactId = await contactFor(converting, to, lead, customerId)
    const dealId =
      asked.deal === null
        ? null
        : await dealFor(converting, to, lead, customerId, contactId, asked.deal ?? {})
    await changeRecord(converting, to, leadEntity, found, {
      status: 'converted',
      convertedCustomerId: customerId,
      convertedContactId: contactId,
      convertedDealId: dealId,
    })
    return { leadId: id, customerId, contactId, dealId }
  })
}

/** Whose the customer and the deal become: the lead's owner, or who converts it where that one has left. */
async function ownerOf(ctx: Context, tx: Tx, lead: Lead): Promise<string | null> {
  if (!lead.ownerId) return null
  const [here] = await tx`select 1 from member where id = ${lead.ownerId} and deleted_at is null`
  return here ? lead.ownerId : ctx.access.memberId
}

function conversionOf(lead: Lead): Conversion {
  const { convertedCustomerId, convertedContactId, convertedDealId } = lead
  if (!convertedCustomerId || !convertedContactId)
    throw conflict(
      'This lead was converted elsewhere and has no customer here.',
      {},
      'lead.converted_elsewhere',
    )
  return {
    leadId: lead.id,
    customerId: convertedCustomerId,
    contactId: convertedContactId,
    dealId: convertedDealId,
  }
}

async function customerFor(ctx: Context, to: Write, lead: Lead, asked: ConvertLead): Promise<string> {
  if (asked.customerId) {
    await checkReferences(ctx, to.tx, contactEntity, { customerId: asked.customerId })
    return asked.customerId.toLowerCase()
  }
  const name = asked.customerName ?? lead.company ?? lead.name
  const found = await customerLike(to.tx, lead.website, name)
  if (found) return found
  const { website, country, city, industry, employees, ownerId, phone } = lead
  const made = await insertRecord(ctx, to, customerEntity, {
    name,
    domain: website,
    country,
    city,
    industry,
    employees,
    ownerId,
    phone,
  })
  return made.id
}

async function customerLike(tx: Tx, website: string | null, name: string): Promise<string | undefined> {
  const [found] = await tx<{ id: string }[]>`
    select id from customer where deleted_at is null and (name_key = ${nameKey(name)} or domain_key = ${website ? domainKey(website) : null})
    order by (domain_key is not distinct from ${website ? domainKey(website) : null}) desc, created_at limit 1`
  return found?.id
}

async function contactFor(ctx: Context, to: Write, lead: Lead, customerId: string): Promise<string> {
  const { name, email, phone, jobTitle, country, language, emailConsent, ownerId } = lead
  if (email) {
    const [known] = await to.tx<
      { id: string }[]
    >`select id from contact where email_key = ${emailKey(email)} and deleted_at is null`
    if (known) return known.id
  }
  const made = await insertRecord(ctx, to, contactEntity, {
    name,
    email,
    phone,
    jobTitle,
    country,
    language,
    emailConsent,
    ownerId,
    customerId,
  })
  return made.id
}

async function dealFor(
  ctx: Context,
  to: Write,
  lead: Lead,
  customerId: string,
  contactId: string,
  asked: NonNullable<ConvertLead['deal']>,
): Promise<string> {
  const made = await insertRecord(ctx, to, dealEntity, {
    name: asked.name ?? lead.company ?? lead.name,
    amount: asked.amount === undefined ? lead.value : asked.amount,
    stageId: asked.stageId,
    expectedCloseOn: asked.expectedCloseOn,
    customerId,
    contactId,
    ownerId: lead.ownerId,
    source: lead.source,
  })
  return made.id
}
