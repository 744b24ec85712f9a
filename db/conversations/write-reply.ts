import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { conflict, notFound, refused } from '../core/errors'
import { isUuid, uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { deliver } from '../deliveries/deliver'
import type { Evidence } from '../deliveries/deliveries.model'
import { type Write, write } from '../events/write'
import { checkNamed } from '../records/references'
import { holdToChange, tellChange } from './change-conversation'
import { conversationEvents, mailEvents, messageEvents, privateMailEvents } from './conversations.events'
import {
  ConversationStart,
  linkedKinds,
  type Message,
  ReplyWritten,
  type Thread,
} from './conversations.model'
import { type KeptConversation, readMessage, readThread } from './conversations.queries'
import { keepParticipants, keepReferences, onRecords, realmOf, searchOf } from './receive-mail'
import { refold } from './refold'
import { htmlOfText, quoteOf } from './reply.rules'
import { plainSubject, tokenOf } from './subject.rules'

/** So long an answer can be taken back. */
const undoMs = 10_000

/**
 * Answers the others: the message is written down and handed to the ledger of deliveries in one transaction, to leave in ten seconds or when it was said. Throws `not_found`,
 * `forbidden`, `invalid` (`conversation.send_at`), `conflict` (`conversation.answered`) where one of us has answered since what the asker has seen.
 */
export async function writeReply(ctx: Context, id: string, input: unknown): Promise<Message> {
  const reply = parse(ReplyWritten, input)
  const messageId = uuidv7()
  const conversationId = await write(ctx, async to => {
    const kept = await holdToChange(ctx, to.tx, id)
    if (reply.seenId !== undefined) await checkSeen(ctx, to.tx, kept, reply.seenId)
    await sendInto(ctx, to, kept, messageId, { ...reply, subject: answerTo(kept.subject) })
    if (reply.state && reply.state !== 'snoozed')
      await to.tx`update conversation set state = ${reply.state}, snoozed_until = null where id = ${kept.id}`
    return kept.id
  })
  return readMessage(ctx, conversationId, messageId)
}

/** The first message of a conversation. Throws as an answer does. */
export async function startConversation(ctx: Context, input: unknown): Promise<Thread> {
  authorise(ctx, 'conversation', 'create')
  const { subject, text, to: recipients, cc, sendAt, ...links } = parse(ConversationStart, input)
  const id = uuidv7()
  await write(ctx, async to => {
    const { tx, emit } = to
    for (const kind of [...linkedKinds, 'ticket'] as const) {
      const named = links[`${kind}Id`]
      if (named) await checkNamed(ctx, tx, { id: named, table: kind, pointer: `/${kind}Id` })
    }
    const now = ctx.clock().toISOString()
    await tx`insert into conversation ${tx({
      id,
      workspace_id: ctx.workspaceId,
      subject,
      state: 'open',
      sender: 'known',
      assignee_id: ctx.access.memberId,
      customer_id: links.customerId ?? null,
      contact_id: links.contactId ?? null,
      lead_id: links.leadId ?? null,
      deal_id: links.dealId ?? null,
      ticket_id: links.ticketId ?? null,
      token: tokenOf(crypto.getRandomValues(new Uint8Array(16))),
      correspondent: tx.json({ address: emailKey(recipients[0]!), name: null }),
      last_message_at: now,
      created_at: now,
    } as never)}`
    emit(conversationEvents.started(id, { ticketId: links.ticketId ?? null }))
    const kept = await holdToChange(ctx, tx, id)
    await sendInto(ctx, to, kept, uuidv7(), { subject, text, to: recipients, cc, sendAt })
  })
  return readThread(ctx, id)
}

const answerTo = (subject: string): string => (subject ? `Re: ${plainSubject(subject) || subject}` : 'Re:')

interface Sent {
  subject: string
  text: string
  to: string[]
  cc: string[]
  sendAt?: string | null
}

async function sendInto(
  ctx: Context,
  to: Write,
  kept: KeptConversation,
  id: string,
  { subject, text, to: recipients, cc, sendAt }: Sent,
): Promise<void> {
  const { tx, emit } = to
  const now = ctx.clock()
  const notBefore = sendAt ?? new Date(now.getTime() + undoMs).toISOString()
  if (Date.parse(notBefore) < now.getTime())
    throw refused('conversation.send_at', 'Choose a moment that is to come.')
  const known = await tx<
    {
      messageId: string
      direction: string
      from: { address: string; name: string | null } | null
      text: string
      at: string
    }[]
  >`
    select message_id, direction, "from", left(text, 20000) as text, to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as at from message
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${kept.id} and message_id is not null order by at desc, id desc limit 20`
  const answered = known.find(({ direction }) => direction === 'in')
  const quoted = answered ? quoteOf(answered) : null
  const names = await namesAt(ctx, tx, kept.id)
  const people = (addresses: readonly string[]) =>
    addresses.map(address => ({ address, name: names.get(emailKey(address)) ?? null }))
  const wished = await deliver(ctx, to, {
    key: `message ${id}`,
    purpose: 'reply',
    to: people(recipients),
    cc: people(cc),
    subject,
    text: quoted ? `${text}\n\n${quoted}` : text,
    html: htmlOfText(text, quoted),
    inReplyTo: known[0]?.messageId ?? null,
    references: known.map(({ messageId }) => messageId).reverse(),
    about: { type: 'conversation', id: kept.id },
    notBefore,
  })
  const at = now.toISOString()
  const realm = realmOf(ctx, kept)
  await tx`insert into message ${tx({
    id,
    workspace_id: ctx.workspaceId,
    conversation_id: kept.id,
    channel: 'email',
    direction: 'out',
    author_id: ctx.access.memberId,
    to: tx.json(people(recipients)),
    cc: tx.json(people(cc)),
    subject,
    text,
    quoted,
    at,
    realm,
    message_id: wished.messageId,
    // The copy that a server keeps of it is this one.
    identity: `${wished.messageId} ours`,
    in_reply_to: known[0]?.messageId ?? null,
    delivery_id: wished.id,
    search: searchOf({ subject, text }, people([...recipients, ...cc])),
    created_at: at,
  } as never)}`
  await keepReferences(ctx, tx, realm, [{ message_id: wished.messageId, conversation_id: kept.id }])
  await keepParticipants(
    ctx,
    tx,
    people([...recipients, ...cc]).map(({ address, name }) => ({
      conversation_id: kept.id,
      address: emailKey(address),
      name,
      is_ours: false,
    })),
  )
  await refold(ctx, tx, [kept.id])
  if (kept.privateOf) return emit(privateMailEvents.changed(kept.id))
  const told = {
    conversationId: kept.id,
    ticketId: kept.ticketId,
    direction: 'out',
    messageId: id,
    automatic: false,
  } as const
  emit(messageEvents.sent(kept.id, told), ...onRecords(kept, 'out', { messageId: id, subject, at }))
}

async function namesAt(ctx: Context, tx: Tx, conversationId: string): Promise<Map<string, string>> {
  const rows = await tx<{ address: string; name: string }[]>`
    select address, name from participant where workspace_id = ${ctx.workspaceId} and conversation_id = ${conversationId} and name is not null`
  return new Map(rows.map(({ address, name }) => [address, name]))
}

async function checkSeen(ctx: Context, tx: Tx, kept: KeptConversation, seenId: string | null): Promise<void> {
  const [answer] = await tx<{ id: string; name: string | null }[]>`
    select m.id, x.name from message m left join member x on x.id = m.author_id
    where m.workspace_id = ${ctx.workspaceId} and m.conversation_id = ${kept.id} and m.direction = 'out' and m.author_id is distinct from ${ctx.access.memberId}
      and ${seenId ? tx`(m.at, m.id) > (select s.at, s.id from message s where s.id = ${seenId})` : tx`true`}
    order by m.at desc, m.id desc limit 1`
  if (answer)
    throw conflict(
      `${answer.name ?? 'Somebody'} has answered meanwhile.`,
      { name: answer.name, messageId: answer.id },
      'conversation.answered',
    )
}

/**
 * Takes back an answer that has not left: it is gone from the thread, and its text is given, to be written on. Throws `not_found`, `forbidden`, `conflict`
 * (`delivery.gone`) where it is too late.
 */
export async function takeBackReply(ctx: Context, id: string, messageId: string): Promise<Message> {
  if (!isUuid(messageId)) throw notFound('message')
  const message = await readMessage(ctx, id, messageId)
  await write(ctx, async to => {
    const { tx, emit } = to
    const kept = await holdToChange(ctx, tx, id)
    const [row] = await tx<{ deliveryId: string | null; state: string | null }[]>`
      select m.delivery_id, d.state from message m left join delivery d on d.id = m.delivery_id
      where m.workspace_id = ${ctx.workspaceId} and m.conversation_id = ${kept.id} and m.id = ${messageId} and m.direction = 'out' for update of m`
    if (!row?.deliveryId) throw notFound('message')
    const now = ctx.clock().toISOString()
    const evidence: Evidence = {
      at: now,
      state: 'cancelled',
      by: 'person',
      what: 'cancelled',
      memberId: ctx.access.memberId,
    }
    const held = await tx`
      update delivery set state = 'cancelled', since = ${now}, evidence = evidence || ${tx.json([evidence] as never)}
      where id = ${row.deliveryId} and state = 'queued' returning id`
    if (held.length === 0)
      throw conflict('The message has left already.', { state: row.state }, 'delivery.gone')
    await tx`delete from message where id = ${messageId} and workspace_id = ${ctx.workspaceId}`
    await refold(ctx, tx, [kept.id])
    if (kept.privateOf) return tellChange(to, kept)
    const told = {
      conversationId: kept.id,
      ticketId: kept.ticketId,
      direction: 'out',
      messageId,
      automatic: false,
    } as const
    emit(messageEvents.withdrawn(kept.id, told))
    for (const type of linkedKinds) {
      const on = kept[`${type}Id`]
      if (on)
        emit(
          mailEvents.heldBack(
            { type, id: on },
            { conversationId: kept.id, messageId, subject: message.subject },
          ),
        )
    }
  })
  return message
}
