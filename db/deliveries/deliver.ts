import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import type { Write } from '../events/write'
import type { Content, Evidence, Message, MessageInput } from './deliveries.model'
import { Message as MessageShape } from './deliveries.model'
import type { DeliveryState } from './deliveries.rules'
import { wakeOutbox } from './outbox'

/** A wish that is written down: it leaves once the transaction is committed, and its time has come. */
export interface Wished {
  id: string
  key: string
  /** Made by us, `<…@…>`: what answers it names it. */
  messageId: string
  state: DeliveryState
  /** False: it had been wished before, by this key, and is left as it is. */
  isNew: boolean
}

/** One message, as `deliverAll`. */
export async function deliver(ctx: Context, to: Write, message: MessageInput): Promise<Wished> {
  const [wished] = await deliverAll(ctx, to, [message])
  return wished!
}

/**
 * Writes messages down that are to leave, inside the transaction of whoever wishes it: they go where that is committed, each once, however often it is wished by the
 * same key. Whether one may go at all (suppression, consent, quiet hours) is asked when it goes. Gives them in their order. Throws `invalid`.
 */
export async function deliverAll(
  ctx: Context,
  to: Write,
  messages: readonly MessageInput[],
): Promise<Wished[]> {
  if (messages.length === 0) return []
  const parsed = messages.map((message, at) =>
    parse(MessageShape, message, messages.length > 1 ? `/${at}` : ''),
  )
  const host = await hostOf(to.tx)
  const now = ctx.clock().toISOString()
  const rows = parsed.map(message => rowOf(message))
  const kept = await to.tx<Omit<Wished, 'isNew'>[]>`
    insert into delivery (id, workspace_id, key, channel, purpose, account_id, state, recipients, subject, message_id, content, about_type, about_id,
      due_at, evidence, created_at, created_by, since)
    select r.id, ${ctx.workspaceId}, r.key, r.channel, r.purpose, r.account_id, 'queued', r.recipients, r.subject, r.message_id, r.content, r.about_type, r.about_id,
      r.due_at, r.evidence, ${now}, ${ctx.access.memberId}, ${now}
    from jsonb_to_recordset(${to.tx.json(rows as never)}) as r(id uuid, key text, channel text, purpose text, account_id uuid, recipients jsonb, subject text,
      message_id text, content jsonb, about_type text, about_id uuid, due_at timestamptz, evidence jsonb)
    on conflict (workspace_id, key) do nothing returning id, key, message_id, state`
  const made = new Map(kept.map(row => [row.key, row]))
  const missing = rows.flatMap(({ key }) => (made.has(key) ? [] : [key]))
  const there = missing.length
    ? await to.tx<Omit<Wished, 'isNew'>[]>`
        select id, key, message_id, state from delivery where workspace_id = ${ctx.workspaceId} and key = any(${missing})`
    : []
  const old = new Map(there.map(row => [row.key, row]))
  if (made.size) await wakeOutbox(ctx, to)
  return rows.map(({ key, id }) => {
    const found = made.get(key) ?? old.get(key)!
    return { ...found, isNew: made.has(key) && found.id === id }
  })

  function rowOf({
    key,
    channel,
    purpose,
    accountId,
    to: recipients,
    subject,
    about,
    notBefore,
    ...content
  }: Message) {
    const id = uuidv7()
    const dueAt = notBefore && notBefore > now ? notBefore : now
    const first: Evidence = {
      at: now,
      state: 'queued',
      by: 'rule',
      what: dueAt > now ? 'later' : 'wished',
      until: dueAt > now ? dueAt : null,
    }
    return {
      id,
      key,
      channel,
      purpose,
      account_id: accountId,
      recipients,
      subject,
      message_id: `<${id}@${host}>`,
      content: content satisfies Content,
      about_type: about?.type ?? null,
      about_id: about?.id ?? null,
      due_at: dueAt,
      evidence: [first],
    }
  }
}

/** The host of the workspace's own address. Without one it is one that nobody has (RFC 2606). */
async function hostOf(tx: Tx): Promise<string> {
  const [account] = await tx<{ host: string | null }[]>`
    select split_part(settings ->> 'fromAddress', '@', 2) as host from mail_account where member_id is null and deleted_at is null`
  const host = account?.host ?? ''
  return /^[a-z0-9.-]+$/i.test(host) ? host : 'mail.sextant.invalid'
}
