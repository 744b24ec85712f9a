import { takeFilesAlong } from '../attachments/move-attachments'
import { contactEntity } from '../contacts/contacts.entity'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { conflict, notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { uuidv7 } from '../core/ids'
import { nameKey } from '../core/keys'
import { parse } from '../core/parse'
import { customerEntity } from '../customers/customers.entity'
import { dealEntity } from '../deals/deals.entity'
import { type Write, write } from '../events/write'
import { insertRecord } from '../records/create-record'
import { lockRecord } from '../records/read-record'
import { checkReferences } from '../records/references'
import { checkScope, ownerOfNew } from '../records/scope'
import { changeRecord } from '../records/update-record'
import { type Conversion, ConvertLead } from './convert-lead.model'
import { companyOf, equalContacts, equalCustomers, holdConversions } from './equal-records.queries'
import { isOwn, lastConversion } from './last-conversion.queries'
import { leadEntity } from './leads.entity'
import type { Lead } from './leads.model'

/**
 * Makes a customer, a contact and a deal of a lead, in one transaction. What is sent is what happens (`ConvertLead`); the same again gives the same ids, so
 * a retry is safe. Throws `conflict` where the lead has become something else meanwhile, where several customers are equal and none is chosen, and where a
 * new one would have the domain or e-mail of one that is there.
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
  // An id of its own: a lead that is converted again after an undo has two conversions.
  const converting: Context = { ...ctx, cause: { type: 'conversion', id: uuidv7() } }
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
    await checkScope(converting, to.tx, leadEntity, found, 'update')
    if (found.status === 'converted') return sameConversion(converting, to.tx, found, asked)
    checkVersion(version, found.version)
    // Two people of one company, converted at once, become contacts of one customer.
    await holdConversions(converting, to.tx)
    const lead = { ...found, ownerId: await ownerOf(converting, to.tx, found) }
    for (const made of [customerEntity, contactEntity, dealEntity]) ownerOfNew(converting, made, lead.ownerId)
    const customerId = await customerFor(converting, to, lead, asked)
    const contactId = await contactFor(converting, to, lead, customerId, asked)
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
    await takeFilesAlong(converting, to, {
      leadId: id,
      to: dealId === null ? { type: 'customer', id: customerId } : { type: 'deal', id: dealId },
      conversionId: converting.cause!.id,
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

/** The ids of a conversion that is there. Refused where it came out otherwise than asked: somebody else was quicker. */
async function sameConversion(ctx: Context, tx: Tx, lead: Lead, asked: ConvertLead): Promise<Conversion> {
  const made = conversionOf(lead)
  if (Object.keys(asked).length === 0) return made
  const [conversion] = await lastConversion(ctx, tx, lead.id)
  const [customer] = await tx<
    { nameKey: string }[]
  >`select name_key from customer where id = ${made.customerId}`
  const [contact] = await tx<{ name: string }[]>`select name from contact where id = ${made.contactId}`
  const isSame =
    isOwn(ctx, conversion) &&
    isUnsaidOr(asked.customerId?.toLowerCase(), made.customerId) &&
    isUnsaidOr(asked.contactId?.toLowerCase(), made.contactId) &&
    isUnsaidOr(asked.customerName && nameKey(asked.customerName), customer?.nameKey) &&
    isUnsaidOr(asked.contactName && nameKey(asked.contactName), contact && nameKey(contact.name)) &&
    (asked.deal === undefined || (asked.deal === null) === (made.dealId === null))
  if (!isSame) throw conflict('This lead has been converted meanwhile.', {}, 'lead.converted_meanwhile')
  return made
}

const isUnsaidOr = (asked: string | undefined, made: string | undefined): boolean => !asked || asked === made

async function customerFor(ctx: Context, to: Write, lead: Lead, asked: ConvertLead): Promise<string> {
  if (asked.customerId) {
    await checkReferences(ctx, to.tx, contactEntity, { customerId: asked.customerId })
    return asked.customerId.toLowerCase()
  }
  const equal = await equalCustomers(to.tx, lead)
  if (asked.customerName === undefined) {
    if (equal.length > 1)
      throw conflict('Several customers are like this lead: say which.', {}, 'lead.customer_unclear')
    if (equal[0]) return equal[0].id
  } else if (equal.some(({ byDomain }) => byDomain))
    throw conflict('A customer with the website of this lead is already here.', {}, 'lead.website_taken')
  const { website, country, city, industry, employees, ownerId, phone } = lead
  const made = await insertRecord(ctx, to, customerEntity, {
    name: asked.customerName ?? companyOf(lead),
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

async function contactFor(
  ctx: Context,
  to: Write,
  lead: Lead,
  customerId: string,
  asked: ConvertLead,
): Promise<string> {
  if (asked.contactId) {
    await checkReferences(ctx, to.tx, dealEntity, { contactId: asked.contactId })
    return asked.contactId.toLowerCase()
  }
  const [known] = await equalContacts(to.tx, lead)
  if (known && asked.contactName !== undefined)
    throw conflict('A contact with the e-mail of this lead is already here.', {}, 'lead.email_taken')
  if (known) return known.id
  const { name, email, phone, jobTitle, country, language, emailConsent, ownerId } = lead
  const made = await insertRecord(ctx, to, contactEntity, {
    name: asked.contactName ?? name,
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
    name: asked.name ?? companyOf(lead),
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
