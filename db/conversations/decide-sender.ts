import { contactEntity } from '../contacts/contacts.entity'
import { authorise, type Context } from '../core/context'
import { emailKey } from '../core/email-key.rules'
import { refused } from '../core/errors'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
import { leadEntity } from '../leads/leads.entity'
import { createRecord } from '../records/create-record'
import { holdToChange, tellChange } from './change-conversation'
import { SenderDecision, type Thread } from './conversations.model'
import { readThread } from './conversations.queries'
import { domainOf, type Landing } from './landing.rules'
import { onRecords } from './receive-mail'

/**
 * What becomes of somebody unknown who writes: a lead, a contact, or nothing any more, by address or by domain. All that waits from them goes along. Throws `not_found`, `forbidden`,
 * `conflict` with who has the address already, `invalid` (`conversation.no_sender`).
 */
export async function decideSender(ctx: Context, id: string, input: unknown): Promise<Thread> {
  authorise(ctx, 'conversation', 'update')
  const decision = parse(SenderDecision, input)
  const { correspondent, conversation } = await senderOf(ctx, id)
  const address = emailKey(correspondent.address)
  if (decision.verdict === 'ignore') {
    const pattern = decision.domain ? domainOf(address) : address
    await write(ctx, async to => {
      const { tx } = to
      await tx`
        insert into ignored_sender ${tx({ workspace_id: ctx.workspaceId, pattern, by_id: ctx.access.memberId, at: ctx.clock().toISOString() })} on conflict do nothing`
      const decided = await tx<Waiting[]>`
        update conversation c set sender = 'ignored', state = 'closed', version = version + 1
        where workspace_id = ${ctx.workspaceId} and sender = 'unknown' and private_of is null
          and (correspondent ->> 'address' = ${pattern} or correspondent ->> 'address' like ${`%@${pattern.replace(/[\\%_]/g, '\\$&')}`})
        returning c.id, c.private_of, c.ticket_id`
      for (const one of decided) tellChange(to, one)
    })
    return readThread(ctx, conversation.id)
  }
  const name = decision.name ?? correspondent.name ?? address
  if (decision.verdict === 'lead') {
    const lead = await createRecord(ctx, leadEntity, { name, email: address })
    await adopt(ctx, address, { leadId: lead.id })
  } else {
    const { customerId = null } = decision
    const contact = await createRecord(ctx, contactEntity, { name, email: address, customerId })
    await adopt(ctx, address, { contactId: contact.id, customerId })
  }
  return readThread(ctx, conversation.id)
}

/** What a sender becomes. */
interface Links {
  leadId?: string | null
  contactId?: string | null
  customerId?: string | null
}

interface Waiting {
  id: string
  privateOf: string | null
  ticketId: string | null
}

async function senderOf(ctx: Context, id: string) {
  const { conversation } = await readThread(ctx, id, { limit: 1 })
  const { correspondent } = conversation
  if (!correspondent) throw refused('conversation.no_sender', 'Nobody’s address stands in this conversation.')
  // Refuses who may not change it before anything is made.
  await write(ctx, ({ tx }) => holdToChange(ctx, tx, id))
  return { correspondent, conversation }
}

/** Everything that waits from an address stands on the record from now on. */
const adopt = (ctx: Context, address: string, links: Links) =>
  write(ctx, async to => {
    const { tx, emit } = to
    const columns = {
      sender: 'known',
      ...(links.leadId ? { lead_id: links.leadId } : {}),
      ...(links.contactId ? { contact_id: links.contactId } : {}),
      ...(links.customerId ? { customer_id: links.customerId } : {}),
    }
    type Row = Waiting & Pick<Landing, 'customerId' | 'contactId' | 'leadId' | 'dealId' | 'subject'>
    const decided = await tx<Row[]>`
      update conversation set ${tx(columns)}, version = version + 1
      where workspace_id = ${ctx.workspaceId} and sender = 'unknown' and correspondent ->> 'address' = ${address}
      returning id, private_of, ticket_id, customer_id, contact_id, lead_id, deal_id, subject`
    for (const one of decided) tellChange(to, one)
    await tellMessages(ctx, to, decided, links, emit)
  })

async function tellMessages(
  ctx: Context,
  { tx }: Write,
  decided: readonly (Waiting & Pick<Landing, 'subject'>)[],
  { leadId = null, contactId = null, customerId = null }: Links,
  emit: Write['emit'],
): Promise<void> {
  const shared = new Map(decided.filter(one => !one.privateOf).map(one => [one.id, one]))
  const messages = await tx<
    { id: string; conversationId: string; direction: 'in' | 'out'; subject: string; at: string }[]
  >`
    select id, conversation_id, direction, subject, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from message
    where workspace_id = ${ctx.workspaceId} and conversation_id = any(${[...shared.keys()]}::uuid[]) and direction <> 'note' order by at desc limit 500`
  for (const { id, conversationId, direction, subject, at } of messages)
    emit(
      ...onRecords(
        { ...shared.get(conversationId)!, leadId, contactId, customerId, dealId: null },
        direction,
        { messageId: id, subject, at },
      ),
    )
}
