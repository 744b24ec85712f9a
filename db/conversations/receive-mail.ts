import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { folded } from '../core/folding.rules'
import { uuidv7 } from '../core/ids'
import { domainKey } from '../core/keys'
import type { NewEvent } from '../events/event.model'
import { type Write, write } from '../events/write'
import { conversationEvents, mailEvents, messageEvents, privateMailEvents } from './conversations.events'
import { linkedKinds } from './conversations.model'
import type { IncomingMail, MailSource } from './incoming.model'
import {
  domainOf,
  identityOf,
  type Landed,
  type Landing,
  type LandingFacts,
  land,
  type Person,
} from './landing.rules'
import { refold } from './refold'
import { plainSubject, tokenOf, tokensIn } from './subject.rules'

/** What became of a mail: `there` was known already, a `loop` is not kept. */
export type Received =
  | { what: 'there' | 'loop' }
  | { what: 'kept'; messageId: string; conversationId: string }

/**
 * Puts mails into their conversations, in their order: threads, records by address, participants, attachments, and what the log says of them. A batch is one transaction of a fixed
 * number of statements, however many mails it has; one that is there already changes nothing, so a batch may come again. Batches of one mailbox take turns.
 */
export const receiveMails = (
  ctx: Context,
  source: MailSource,
  mails: readonly IncomingMail[],
  also?: (to: Write, received: readonly Received[]) => Promise<void>,
): Promise<Received[]> =>
  write(ctx, async to => {
    const { tx } = to
    const realm = realmOf(ctx, source)
    await tx`select pg_advisory_xact_lock(hashtextextended(${`mail ${realm}`}, 0))`
    const facts = await factsOf(ctx, tx, source, mails)
    const now = ctx.clock().toISOString()
    const landed = mails.map(mail => land(mail, source, facts, { now, newId: () => uuidv7() }))
    const received = await keep(ctx, to, source, mails, landed)
    await also?.(to, received)
    return received
  })

/** Within which a mail is there once and threads are looked for. */
export const realmOf = (
  ctx: Context,
  { privateOf, mailboxId }: Pick<MailSource, 'privateOf' | 'mailboxId'>,
): string => (privateOf ? mailboxId : null) ?? ctx.workspaceId

interface KnownConversation extends Omit<Landing, 'participants' | 'isNew' | 'machines'> {
  participants: string[]
  token: string
  machines: { address: string; at: string }[]
}

/** What is known of the mails before they land: a statement per table. */
async function factsOf(
  ctx: Context,
  tx: Tx,
  source: MailSource,
  mails: readonly IncomingMail[],
): Promise<LandingFacts> {
  const realm = realmOf(ctx, source)
  const own = new Set(source.ownAddresses.map(emailKey))
  const references = [
    ...new Set(
      mails.flatMap(mail => [mail.messageId, mail.inReplyTo, ...mail.references].filter(id => id !== null)),
    ),
  ]
  const tokens = mails.flatMap(mail =>
    tokensIn(
      mail.subject,
      [...mail.to, ...mail.cc].map(({ address }) => address),
    ),
  )
  const senders = [...new Set(mails.flatMap(({ from }) => (from ? [emailKey(from.address)] : [])))]
  const addresses = [
    ...new Set(
      mails.flatMap(mail =>
        [mail.from, ...mail.to, ...mail.cc].flatMap(one => (one ? [emailKey(one.address)] : [])),
      ),
    ),
  ].filter(address => !own.has(address))
  const domains = [...new Set(addresses.map(address => domainKey(domainOf(address))))].filter(Boolean)
  const identities = mails.flatMap(mail => {
    const identity = identityOf(mail, own.has(emailKey(mail.from?.address ?? '')))
    return identity ? [identity] : []
  })
  const known = await tx<KnownConversation[]>`
    with referred as (select conversation_id as id from message_reference
        where workspace_id = ${ctx.workspaceId} and realm = ${realm} and message_id = any(${references})),
      tokened as (select id from conversation where workspace_id = ${ctx.workspaceId} and token = any(${tokens})),
      near as (select x.conversation_id as id from unnest(${senders}::text[]) s(address) cross join lateral (
        select p.conversation_id from participant p join conversation c on c.id = p.conversation_id
        where p.workspace_id = ${ctx.workspaceId} and p.address = s.address order by c.last_message_at desc limit 20) x),
      one as (select distinct coalesce(c.merged_into, c.id) as id from conversation c
        where c.id in (select id from referred union all select id from tokened union all select id from near))
    select c.id, c.subject, c.state, c.sender, c.customer_id, c.contact_id, c.lead_id, c.deal_id, c.ticket_id, c.private_of, c.correspondent, c.token,
      to_char(c.last_message_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as last_message_at,
      coalesce((select json_agg(p.address) from participant p where p.conversation_id = c.id), '[]') as participants,
      coalesce((select json_agg(json_build_object('address', m.from ->> 'address', 'at', m.at)) from message m
        where m.conversation_id = c.id and m.automatic and m.direction = 'in' and m.at > ${oldestOf(mails)}::timestamptz - interval '1 hour'), '[]') as machines
    from conversation c join one on one.id = c.id`
  const conversations = new Map(
    known.map(one => [
      one.id,
      {
        ...one,
        participants: new Set(one.participants),
        isNew: false,
        machines: byAddress(one.machines),
      } satisfies Landing & { token: string },
    ]),
  )
  const rows = await tx<{ messageId: string; id: string }[]>`
    select r.message_id, coalesce(c.merged_into, c.id) as id from message_reference r join conversation c on c.id = r.conversation_id
    where r.workspace_id = ${ctx.workspaceId} and r.realm = ${realm} and r.message_id = any(${references})`
  const there = await tx<{ identity: string }[]>`
    select identity from message where workspace_id = ${ctx.workspaceId} and realm = ${realm} and identity = any(${identities})`
  const ignored = await tx<{ pattern: string }[]>`
    select pattern from ignored_sender where workspace_id = ${ctx.workspaceId} and pattern = any(${[...addresses, ...domains]})`
  return {
    conversations,
    byReference: new Map(rows.map(({ messageId, id }) => [messageId, id])),
    byToken: new Map(known.map(({ token, id }) => [token, id])),
    ...(await peopleAt(ctx, tx, addresses, domains)),
    ignored: new Set(ignored.map(({ pattern }) => pattern)),
    there: new Set(there.map(({ identity }) => identity)),
  }
}

const oldestOf = (mails: readonly IncomingMail[]): string =>
  mails.map(({ at }) => at).sort()[0] ?? new Date(0).toISOString()

function byAddress(machines: readonly { address: string; at: string }[]): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const { address, at } of machines) {
    const key = emailKey(address)
    found.set(key, [...(found.get(key) ?? []), Date.parse(at)])
  }
  return found
}

/** Whose addresses and domains these are. A deal is theirs where it is the only open one. */
async function peopleAt(
  ctx: Context,
  tx: Tx,
  addresses: readonly string[],
  domains: readonly string[],
): Promise<Pick<LandingFacts, 'people' | 'domains'>> {
  if (addresses.length === 0) return { people: new Map(), domains: new Map() }
  const rows = await tx<(Person & { address: string })[]>`
    select a.address, c.id as contact_id, coalesce(c.customer_id, l.converted_customer_id) as customer_id, l.id as lead_id,
      (select (array_agg(d.id))[1] from deal d where d.workspace_id = ${ctx.workspaceId} and d.contact_id = c.id and d.status = 'open' and d.deleted_at is null
        having count(*) = 1) as deal_id
    from unnest(${[...addresses]}::text[]) a(address)
    left join contact c on c.workspace_id = ${ctx.workspaceId} and c.email_key = a.address and c.deleted_at is null
    left join lead l on l.workspace_id = ${ctx.workspaceId} and l.email_key = a.address and l.deleted_at is null
    where c.id is not null or l.id is not null`
  const customers = await tx<{ domain: string; id: string }[]>`
    select domain_key as domain, id from customer where workspace_id = ${ctx.workspaceId} and domain_key = any(${[...domains]}) and deleted_at is null`
  return {
    people: new Map(rows.map(({ address, ...person }) => [address, person])),
    domains: new Map(customers.map(({ domain, id }) => [domain, id])),
  }
}

const longestSearched = 6_000

/** What is looked through of a message: who wrote, what about, and what was written. */
export const searchOf = (
  { subject, text }: { subject: string; text: string },
  people: readonly { address: string; name: string | null }[],
): string =>
  ` ${folded(
    [subject, ...people.flatMap(({ address, name }) => [name ?? '', address]), text]
      .join(' ')
      .slice(0, longestSearched),
  )
    .replace(/\s+/g, ' ')
    // Half of a character that was cut through.
    .replace(/\p{Surrogate}/gu, '')} `

async function keep(
  ctx: Context,
  { tx, emit, send }: Write,
  source: MailSource,
  mails: readonly IncomingMail[],
  landed: readonly Landed[],
): Promise<Received[]> {
  const realm = realmOf(ctx, source)
  const now = ctx.clock().toISOString()
  const kept = landed.flatMap((one, at) =>
    one.what === 'kept' ? [{ ...one, mail: mails[at]!, id: uuidv7(), at }] : [],
  )
  if (kept.length === 0) return landed.map(one => ({ what: one.what === 'kept' ? 'there' : one.what }))
  const own = new Set(source.ownAddresses.map(emailKey))
  const touched = new Map(kept.map(({ conversation }) => [conversation.id, conversation]))
  const begun = [...touched.values()].filter(({ isNew }) => isNew)
  if (begun.length)
    await tx`
      insert into conversation (id, workspace_id, subject, state, sender, mailbox_id, private_of, customer_id, contact_id, lead_id, deal_id, token, correspondent, last_message_at, created_at)
      select id, ${ctx.workspaceId}, subject, state, sender, ${source.mailboxId}, private_of, customer_id, contact_id, lead_id, deal_id, token, correspondent, last_message_at, ${now}
      from jsonb_to_recordset(${tx.json(
        begun.map(one => ({
          id: one.id,
          subject: one.subject,
          state: one.state,
          sender: one.sender,
          private_of: one.privateOf,
          customer_id: one.customerId,
          contact_id: one.contactId,
          lead_id: one.leadId,
          deal_id: one.dealId,
          token: tokenOf(crypto.getRandomValues(new Uint8Array(16))),
          correspondent: one.correspondent,
          last_message_at: one.lastMessageAt,
        })) as never,
      )}) as n(id uuid, subject text, state text, sender text, private_of uuid, customer_id uuid, contact_id uuid, lead_id uuid, deal_id uuid, token text, correspondent jsonb, last_message_at timestamptz)`
  await tx`
    insert into message (id, workspace_id, conversation_id, channel, direction, "from", "to", cc, reply_to, subject, text, quoted, html, remote_images, at, sent_at, automatic, stub,
      meeting, realm, message_id, identity, in_reply_to, source_key, source_bytes, search, created_at)
    select id, ${ctx.workspaceId}, conversation_id, 'email', direction, "from", "to", cc, reply_to, subject, text, quoted, html, remote_images, at, sent_at, automatic, stub,
      meeting, ${realm}, message_id, identity, in_reply_to, source_key, source_bytes, search, ${now}
    from jsonb_to_recordset(${tx.json(
      kept.map(({ id, mail, conversation, direction, identity }) => ({
        id,
        conversation_id: conversation.id,
        direction,
        from: mail.from,
        to: mail.to,
        cc: mail.cc,
        reply_to: mail.replyTo,
        subject: mail.subject,
        text: mail.text,
        quoted: mail.quoted,
        html: mail.html,
        remote_images: mail.remoteImages,
        at: mail.at,
        sent_at: mail.sentAt,
        automatic: mail.automatic,
        stub: mail.stub,
        meeting: mail.meeting,
        message_id: mail.messageId,
        identity,
        in_reply_to: mail.inReplyTo,
        source_key: mail.source?.key ?? null,
        source_bytes: mail.source?.bytes ?? null,
        search: searchOf(mail, [...(mail.from ? [mail.from] : []), ...mail.to, ...mail.cc]),
      })) as never,
    )}) as n(id uuid, conversation_id uuid, direction text, "from" jsonb, "to" jsonb, cc jsonb, reply_to text, subject text, text text, quoted text, html text, remote_images int,
      at timestamptz, sent_at timestamptz, automatic boolean, stub text, meeting jsonb, message_id text, identity text, in_reply_to text, source_key text, source_bytes int, search text)`
  const references = kept.flatMap(({ mail, conversation }) =>
    [mail.messageId, mail.inReplyTo, ...mail.references].flatMap(id =>
      id ? [{ message_id: id, conversation_id: conversation.id }] : [],
    ),
  )
  send(keepReferences(ctx, tx, realm, references))
  send(
    keepParticipants(
      ctx,
      tx,
      kept.flatMap(({ mail, conversation }) =>
        [mail.from, ...mail.to, ...mail.cc].flatMap(one =>
          one
            ? [
                {
                  conversation_id: conversation.id,
                  address: emailKey(one.address),
                  name: one.name,
                  is_ours: own.has(emailKey(one.address)),
                },
              ]
            : [],
        ),
      ),
    ),
  )
  const attachments = kept.flatMap(({ id, mail }) =>
    mail.attachments.map(one => ({
      id: uuidv7(),
      message_id: id,
      name: one.name,
      media_type: one.mediaType,
      bytes: one.bytes,
      content_id: one.contentId,
      sha256: one.sha256,
      blob_key: one.blobKey,
    })),
  )
  if (attachments.length)
    send(tx`
      insert into message_attachment (id, workspace_id, message_id, name, media_type, bytes, content_id, sha256, blob_key)
      select id, ${ctx.workspaceId}, message_id, name, media_type, bytes, content_id, sha256, blob_key
      from jsonb_to_recordset(${tx.json(attachments as never)}) as n(id uuid, message_id uuid, name text, media_type text, bytes int, content_id text, sha256 text, blob_key text)`)
  const changed = [...touched.values()].filter(({ isNew }) => !isNew)
  if (changed.length)
    send(tx`
      update conversation c set state = n.state, snoozed_until = case when n.state = 'snoozed' then c.snoozed_until end, correspondent = coalesce(n.correspondent, c.correspondent)
      from jsonb_to_recordset(${tx.json(
        changed.map(({ id, state, correspondent }) => ({ id, state, correspondent })) as never,
      )}) as n(id uuid, state text, correspondent jsonb) where c.id = n.id and c.workspace_id = ${ctx.workspaceId}`)
  send(refold(ctx, tx, [...touched.keys()]))
  emit(
    ...begun
      .filter(({ privateOf }) => !privateOf)
      .map(({ id }) => conversationEvents.started(id, { ticketId: null })),
  )
  emit(...kept.flatMap(one => toldOf(one)))
  const ids = new Map(kept.map(({ at, id, conversation }) => [at, { id, conversationId: conversation.id }]))
  return landed.map((one, at) =>
    one.what === 'kept'
      ? { what: 'kept', messageId: ids.get(at)!.id, conversationId: ids.get(at)!.conversationId }
      : { what: one.what },
  )
}

/** What the log says of a mail: to the workspace by the conversation and the records that it stands on, or to its owner alone, nothing. */
function toldOf({
  conversation,
  direction,
  mail,
  id,
}: {
  conversation: Landing
  direction: 'in' | 'out'
  mail: IncomingMail
  id: string
}): NewEvent[] {
  if (conversation.privateOf) return [privateMailEvents.changed(conversation.id)]
  const { ticketId } = conversation
  const told = {
    conversationId: conversation.id,
    ticketId,
    direction,
    messageId: id,
    automatic: mail.automatic,
  }
  const occurred = { occurredAt: mail.at }
  return [
    direction === 'in'
      ? messageEvents.received(conversation.id, told, occurred)
      : messageEvents.sent(conversation.id, told, occurred),
    ...onRecords(conversation, direction, { messageId: id, subject: mail.subject, at: mail.at }),
  ]
}

/** The same on the timelines of the records that a conversation stands on. */
export const onRecords = (
  conversation: Pick<Landing, 'id' | 'customerId' | 'contactId' | 'leadId' | 'dealId' | 'subject'>,
  direction: 'in' | 'out',
  { messageId, subject, at }: { messageId: string; subject: string; at: string },
): NewEvent[] =>
  linkedKinds.flatMap(type => {
    const id = conversation[`${type}Id`]
    const payload = {
      conversationId: conversation.id,
      messageId,
      subject: plainSubject(subject) || conversation.subject,
    }
    if (!id) return []
    return [
      direction === 'in'
        ? mailEvents.received({ type, id }, payload, { occurredAt: at })
        : mailEvents.sent({ type, id }, payload, { occurredAt: at }),
    ]
  })

/** Which conversation these ids lead to, for who answers. */
export const keepReferences = (
  ctx: Context,
  tx: Tx,
  realm: string,
  references: readonly { message_id: string; conversation_id: string }[],
) => tx`
  insert into message_reference (workspace_id, realm, message_id, conversation_id)
  select ${ctx.workspaceId}, ${realm}, message_id, conversation_id
  from jsonb_to_recordset(${tx.json(references as never)}) as n(message_id text, conversation_id uuid) on conflict do nothing`

export const keepParticipants = (
  ctx: Context,
  tx: Tx,
  people: readonly { conversation_id: string; address: string; name: string | null; is_ours: boolean }[],
) => tx`
  insert into participant (workspace_id, conversation_id, address, name, is_ours)
  select distinct on (conversation_id, address) ${ctx.workspaceId}, conversation_id, address, name, is_ours
  from jsonb_to_recordset(${tx.json(people as never)}) as n(conversation_id uuid, address text, name text, is_ours boolean)
  order by conversation_id, address, name nulls last
  on conflict (conversation_id, address) do update set name = coalesce(participant.name, excluded.name)`
