import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { forbidden, refused } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
import { checkNamed } from '../records/references'
import { conversationEvents, privateMailEvents } from './conversations.events'
import { ConversationChange, linkedKinds, type Thread } from './conversations.model'
import { holdConversation, type KeptConversation, readThread } from './conversations.queries'
import { inSight } from './conversations.sight'
import { onRecords } from './receive-mail'

/** Changes what a conversation is called, its state, whose it is, its tags, and what it stands on. Throws `not_found`, `forbidden`, `stale`, `invalid` (`conversation.sleep`, `conversation.not_private`). */
export async function changeConversation(
  ctx: Context,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<Thread> {
  authorise(ctx, 'conversation', 'update')
  const change = parse(ConversationChange, input)
  const held = await write(ctx, async to => {
    const { tx } = to
    const kept = await holdToChange(ctx, tx, id)
    checkVersion(version, kept.version)
    checkSleep(ctx, change)
    if (change.shared && !kept.privateOf)
      throw refused('conversation.not_private', 'Everybody sees this conversation already.')
    if (change.shared && kept.privateOf !== ctx.access.memberId) throw notYours()
    for (const kind of [...linkedKinds, 'ticket'] as const) {
      const named = change[`${kind}Id`]
      if (named && named !== kept[`${kind}Id`])
        await checkNamed(ctx, tx, { id: named, table: kind, pointer: `/${kind}Id` })
    }
    if (change.assigneeId && change.assigneeId !== kept.assigneeId)
      await checkNamed(ctx, tx, { id: change.assigneeId, table: 'member', pointer: '/assigneeId' })
    const { shared, ...values } = change
    const state = change.state ?? kept.state
    const columns = {
      ...Object.fromEntries(Object.entries(values).map(([key, value]) => [snake(key), value])),
      ...(change.tags ? { tags: tx.json(change.tags) } : {}),
      ...(change.state ? { snoozed_until: state === 'snoozed' ? change.snoozedUntil! : null } : {}),
      // Who is put on a record is somebody known.
      ...(linkedKinds.some(kind => change[`${kind}Id`]) && kept.sender === 'unknown'
        ? { sender: 'known' }
        : {}),
      ...(shared ? { private_of: null } : {}),
    }
    await tx`update conversation set ${tx({ ...columns, version: kept.version + 1 } as never)} where id = ${kept.id}`
    const now = { ...kept, ...values, privateOf: shared ? null : kept.privateOf }
    await tellOnRecords(ctx, to, kept, now)
    tellChange(to, now)
    return kept.id
  })
  return readThread(ctx, held)
}

const snake = (key: string): string => key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** The conversation, held for a change that the asker may make. */
export async function holdToChange(ctx: Context, tx: Tx, id: string): Promise<KeptConversation> {
  const scope = authorise(ctx, 'conversation', 'update')
  const kept = await holdConversation(ctx, tx, id)
  if (!inSight(ctx, scope, kept)) throw notYours()
  return kept
}

const notYours = () => forbidden('This conversation is somebody else’s.', 'conversation.update')

function checkSleep(
  ctx: Context,
  { state, snoozedUntil }: { state?: string; snoozedUntil?: string | null },
): void {
  const sleeps = state === 'snoozed'
  const isLater = !!snoozedUntil && Date.parse(snoozedUntil) > ctx.clock().getTime()
  if (sleeps !== isLater && (sleeps || snoozedUntil))
    throw refused('conversation.sleep', 'Say until when it is to sleep: a moment that is to come.')
}

/** What is put on a record, or shown to the workspace, stands in timelines from its own time on. */
async function tellOnRecords(
  ctx: Context,
  { tx, emit }: Write,
  before: KeptConversation,
  after: KeptConversation,
): Promise<void> {
  if (after.privateOf) return
  const fresh = {
    ...after,
    ...Object.fromEntries(
      linkedKinds.map(kind => {
        const id = after[`${kind}Id`]
        return [`${kind}Id`, before.privateOf || id !== before[`${kind}Id`] ? id : null]
      }),
    ),
  } as KeptConversation
  if (linkedKinds.every(kind => !fresh[`${kind}Id`])) return
  const messages = await tx<{ id: string; direction: 'in' | 'out'; subject: string; at: string }[]>`
    select id, direction, subject, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from message
    where workspace_id = ${ctx.workspaceId} and conversation_id = ${after.id} and direction <> 'note' order by at desc limit 500`
  for (const { id, direction, subject, at } of messages)
    emit(...onRecords(fresh, direction, { messageId: id, subject, at }))
}

/** A change is told to who may see the conversation. */
export function tellChange(
  { emit }: Pick<Write, 'emit'>,
  { id, privateOf, ticketId }: Pick<KeptConversation, 'id' | 'privateOf' | 'ticketId'>,
): void {
  emit(privateOf ? privateMailEvents.changed(id) : conversationEvents.changed(id, { ticketId }))
}
