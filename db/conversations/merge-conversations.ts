import type { Context } from '../core/context'
import { notFound, refused } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { holdToChange, tellChange } from './change-conversation'
import { conversationEvents } from './conversations.events'
import { ConversationMerge, ConversationSplit, linkedKinds, type Thread } from './conversations.model'
import { readThread } from './conversations.queries'
import { refold } from './refold'
import { tokenOf } from './subject.rules'

/**
 * Puts the messages of another conversation into this one, at their times; what answers either lands here from now on. What this one does not stand on yet it takes over. Throws
 * `not_found`, `forbidden`, `invalid` (`conversation.itself`, `conversation.private_apart`).
 */
export async function mergeConversations(ctx: Context, id: string, input: unknown): Promise<Thread> {
  const { otherId } = parse(ConversationMerge, input)
  const into = await write(ctx, async to => {
    const { tx, emit } = to
    // In one order, whoever merges what at the same moment.
    const held = new Map<string, Awaited<ReturnType<typeof holdToChange>>>()
    for (const one of [id, otherId].sort()) held.set(one, await holdToChange(ctx, tx, one))
    const [kept, other] = [held.get(id)!, held.get(otherId)!]
    if (kept.id === other.id) throw refused('conversation.itself', 'A conversation cannot go into itself.')
    if (kept.privateOf !== other.privateOf || (kept.privateOf && kept.mailboxId !== other.mailboxId))
      throw refused('conversation.private_apart', 'One of the two is private: share it first.')
    await tx`update message set conversation_id = ${kept.id} where workspace_id = ${ctx.workspaceId} and conversation_id = ${other.id}`
    await tx`update message_reference set conversation_id = ${kept.id} where workspace_id = ${ctx.workspaceId} and conversation_id = ${other.id}`
    await tx`
      insert into participant (workspace_id, conversation_id, address, name, is_ours)
      select workspace_id, ${kept.id}, address, name, is_ours from participant where conversation_id = ${other.id} on conflict do nothing`
    await tx`update conversation set merged_into = ${kept.id} where workspace_id = ${ctx.workspaceId} and (id = ${other.id} or merged_into = ${other.id})`
    const taken = [...linkedKinds, 'ticket' as const].flatMap(kind =>
      !kept[`${kind}Id`] && other[`${kind}Id`] ? [[`${kind}_id`, other[`${kind}Id`]]] : [],
    )
    const tags = [...new Set([...kept.tags, ...other.tags])].slice(0, 30)
    await tx`update conversation set ${tx({ ...Object.fromEntries(taken), tags: tx.json(tags) } as never)} where id = ${kept.id}`
    await refold(ctx, tx, [kept.id])
    if (!other.privateOf)
      emit(conversationEvents.merged(other.id, { ticketId: other.ticketId, intoId: kept.id }))
    tellChange(to, kept)
    return kept.id
  })
  return readThread(ctx, into)
}

/** From a message on, a conversation of its own: that one and all after it. Throws `not_found`, `forbidden`, `invalid` (`conversation.first_message`). */
export async function splitConversation(ctx: Context, id: string, input: unknown): Promise<Thread> {
  const { messageId, subject } = parse(ConversationSplit, input)
  const begun = await write(ctx, async to => {
    const { tx, emit } = to
    const kept = await holdToChange(ctx, tx, id)
    const [from] = await tx<{ at: Date; subject: string }[]>`
      select at, subject from message where workspace_id = ${ctx.workspaceId} and id = ${messageId} and conversation_id = ${kept.id}`
    if (!from) throw notFound('message')
    const moving = await tx<{ id: string; messageId: string | null }[]>`
      select m.id, m.message_id from message m, message f
      where f.id = ${messageId} and m.workspace_id = ${ctx.workspaceId} and m.conversation_id = ${kept.id} and (m.at, m.id) >= (f.at, f.id)`
    if (moving.length === kept.messages)
      throw refused('conversation.first_message', 'All of it would go: choose a later message.')
    const newId = uuidv7()
    const now = ctx.clock().toISOString()
    await tx`
      insert into conversation (id, workspace_id, subject, state, assignee_id, tags, mailbox_id, private_of, sender, customer_id, contact_id, lead_id, deal_id, token, correspondent, last_message_at, created_at)
      select ${newId}, workspace_id, ${subject || from.subject || kept.subject}, 'open', assignee_id, tags, mailbox_id, private_of, sender, customer_id, contact_id, lead_id, deal_id,
        ${tokenOf(crypto.getRandomValues(new Uint8Array(16)))}, correspondent, last_message_at, ${now} from conversation where id = ${kept.id}`
    const ids = moving.map(one => one.id)
    await tx`update message set conversation_id = ${newId} where workspace_id = ${ctx.workspaceId} and id = any(${ids}::uuid[])`
    const known = moving.flatMap(one => one.messageId ?? [])
    await tx`
      update message_reference set conversation_id = ${newId}
      where workspace_id = ${ctx.workspaceId} and conversation_id = ${kept.id} and message_id = any(${known})`
    await tx`
      insert into participant (workspace_id, conversation_id, address, name, is_ours)
      select workspace_id, ${newId}, address, name, is_ours from participant where conversation_id = ${kept.id}`
    await refold(ctx, tx, [kept.id, newId])
    if (!kept.privateOf) emit(conversationEvents.split(newId, { ticketId: null, fromId: kept.id }))
    tellChange(to, kept)
    return newId
  })
  return readThread(ctx, begun)
}
