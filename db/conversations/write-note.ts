import { accessOf } from '../access/access-of'
import { mentionedIn } from '../activities/mentions.rules'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { refused } from '../core/errors'
import { scopeOf } from '../core/grants.rules'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
import { holdToChange } from './change-conversation'
import { messageEvents, privateMailEvents } from './conversations.events'
import { type Message, NoteWritten } from './conversations.model'
import { type KeptConversation, readMessage } from './conversations.queries'
import { inSight } from './conversations.sight'
import { searchOf } from './receive-mail'
import { refold } from './refold'

/**
 * Writes a note into a conversation, which nobody outside sees, and tells whom it mentions. Throws `not_found`, `forbidden`, `invalid` (`conversation.mention_unseen` where who is
 * mentioned may not see the conversation).
 */
export async function writeNote(ctx: Context, id: string, input: unknown): Promise<Message> {
  const { text } = parse(NoteWritten, input)
  const messageId = uuidv7()
  const conversationId = await write(ctx, async to => {
    const { tx, emit } = to
    const kept = await holdToChange(ctx, tx, id)
    const at = ctx.clock().toISOString()
    await tx`insert into message ${tx({
      id: messageId,
      workspace_id: ctx.workspaceId,
      conversation_id: kept.id,
      channel: kept.channels[0] ?? 'email',
      direction: 'note',
      author_id: ctx.access.memberId,
      text,
      at,
      realm: ctx.workspaceId,
      search: searchOf({ subject: '', text }, []),
      created_at: at,
    })}`
    await refold(ctx, tx, [kept.id])
    const { ticketId } = kept
    const told = {
      conversationId: kept.id,
      ticketId,
      direction: 'note',
      messageId,
      automatic: false,
    } as const
    emit(kept.privateOf ? privateMailEvents.changed(kept.id) : messageEvents.noted(kept.id, told))
    await tellMentioned(ctx, to, kept, text)
    return kept.id
  })
  return readMessage(ctx, conversationId, messageId)
}

async function tellMentioned(
  ctx: Context,
  { tx }: Write,
  kept: KeptConversation,
  text: string,
): Promise<void> {
  if (!text.includes('@')) return
  const members = await tx<{ id: string; name: string }[]>`
    select id, name from member where deleted_at is null order by name, id`
  const mentioned = mentionedIn(text, members).filter(({ id }) => id !== ctx.access.memberId)
  for (const { id, name } of mentioned) if (!(await maySee(ctx, tx, id, kept))) throw unseen(name)
  if (mentioned.length)
    await tx`insert into notice ${tx(
      mentioned.map(({ id }) => ({
        id: uuidv7(),
        workspace_id: ctx.workspaceId,
        member_id: id,
        kind: 'conversation',
        conversation_id: kept.id,
        by_id: ctx.access.memberId,
        at: ctx.clock().toISOString(),
      })),
    )}`
}

async function maySee(ctx: Context, tx: Tx, memberId: string, kept: KeptConversation): Promise<boolean> {
  const { access } = await accessOf(tx, memberId)
  const scope = scopeOf(access, 'conversation', 'read')
  return scope !== undefined && inSight({ ...ctx, access }, scope, kept)
}

const unseen = (name: string) =>
  refused('conversation.mention_unseen', `${name} may not see this conversation.`, { name })
