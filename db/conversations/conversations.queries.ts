import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { inWorkspace, readOnce, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { folded } from '../core/folding.rules'
import { scopeOf } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import { reachSql } from '../records/scope'
import {
  type Conversation,
  type ConversationCounts,
  type ConversationList,
  type ConversationView,
  conversationViews,
  type LinkedKind,
  linkedKinds,
  type Message,
  type MessageAttachment,
  type Thread,
} from './conversations.model'
import { inSight, sightSql } from './conversations.sight'

const moment = (sql: Tx, column: string) =>
  sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** What a list and a thread say of a conversation `c`, without names. */
const conversationColumns = (sql: Tx, now: string): postgres.Fragment => sql`
  c.id, c.version, c.subject, ${stateSql(sql, now)} as state, ${moment(sql, 'c.snoozed_until')} as snoozed_until, c.assignee_id, c.tags, c.channels,
  c.mailbox_id, c.private_of, c.sender, c.customer_id, c.contact_id, c.lead_id, c.deal_id, c.ticket_id, c.correspondent, c.messages,
  ${moment(sql, 'c.last_message_at')} as last_message_at, c.last_direction, c.excerpt, ${moment(sql, 'c.created_at')} as created_at`

/** As of now: who has slept long enough is awake, whoever looks first. */
const stateSql = (sql: Tx, now: string): postgres.Fragment =>
  sql`case when c.state = 'snoozed' and c.snoozed_until <= ${now} then 'open' else c.state end`

/** The names of what a conversation `c` stands on, as far as the asker may read them. */
function namesSql(ctx: Context, sql: Tx): postgres.Fragment {
  const parts = linkedKinds.map(
    kind =>
      sql`select t.id, t.name from ${sql(kind)} t where t.id = c.${sql(`${kind}_id`)} ${reachSql(ctx, sql, kind)}`,
  )
  return sql`coalesce((select json_object_agg(n.id, n.name) from (${parts.reduce((all, one) => sql`${all} union all ${one}`)}) n), '{}') as names`
}

const viewSql = ({ access }: Context, sql: Tx, view: ConversationView, now: string): postgres.Fragment => {
  const open = sql`${stateSql(sql, now)} = 'open' and c.sender <> 'ignored'`
  return {
    open: sql`${open} and c.sender = 'known'`,
    mine: sql`${open} and (c.assignee_id = ${access.memberId} or c.private_of = ${access.memberId})`,
    unassigned: sql`${open} and c.sender = 'known' and c.assignee_id is null and c.private_of is null`,
    snoozed: sql`${stateSql(sql, now)} = 'snoozed'`,
    closed: sql`c.state = 'closed'`,
    unknown: sql`c.sender = 'unknown' and c.state <> 'closed'`,
  }[view]
}

export interface ConversationsAsked {
  view: ConversationView
  q?: string
  limit: number
  after?: string
  /** Those of one record alone. */
  about?: { kind: LinkedKind | 'ticket'; id: string }
}

/** The conversations of a view that the asker may see, the newest message first; with words those in which every one of them was written. */
export async function listConversations(
  ctx: Context,
  { view, q, limit, after, about }: ConversationsAsked,
): Promise<ConversationList> {
  const scope = authorise(ctx, 'conversation', 'read')
  const now = ctx.clock().toISOString()
  const cursor = after ? cursorOf(after) : undefined
  const rows = await readOnce(
    ctx,
    sql => sql<Conversation[]>`
      select ${conversationColumns(sql, now)}, ${namesSql(ctx, sql)} from conversation c
      where c.workspace_id = ${ctx.workspaceId} and c.merged_into is null
        ${about ? sql`and c.${sql(`${about.kind}_id`)} = ${about.id}` : sql`and ${q ? sql`true` : viewSql(ctx, sql, view, now)}`}
        ${sightSql(ctx, sql, scope)} ${wordsSql(ctx, sql, q)}
        ${cursor ? sql`and (c.last_message_at, c.id) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)` : sql``}
      order by c.last_message_at desc, c.id desc limit ${limit + 1}`,
  )
  const results = rows.slice(0, limit).map(row => ({ ...row }))
  const last = results.at(-1)
  return { results, next: rows.length > limit && last ? `${last.lastMessageAt}_${last.id}` : null }
}

/** Where a page goes on; undefined for what no page has given out. */
function cursorOf(after: string): { at: string; id: string } | undefined {
  const [at = '', id = ''] = after.split('_')
  return isUuid(id) && !Number.isNaN(Date.parse(at)) ? { at, id } : undefined
}

/** Each word stands somewhere in the thread; people's names and addresses stand there too. */
function wordsSql(ctx: Context, sql: Tx, q: string | undefined): postgres.Fragment {
  const words = folded(q ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
  return words
    .map(word => `%${word.replace(/[\\%_]/g, letter => `\\${letter}`)}%`)
    .reduce(
      (all, pattern) => sql`${all} and c.id in (
        select m.conversation_id from message m where m.workspace_id = ${ctx.workspaceId} and m.search like ${pattern})`,
      sql``,
    )
}

const mostCounted = 1000

/** How many conversations each view has, counted to a thousand. */
export async function countConversations(ctx: Context): Promise<ConversationCounts> {
  const scope = authorise(ctx, 'conversation', 'read')
  const now = ctx.clock().toISOString()
  const [row] = await readOnce(ctx, sql => {
    const counts = conversationViews.map(
      view => sql`(select count(*)::int from (select from conversation c where c.workspace_id = ${ctx.workspaceId} and c.merged_into is null
        and ${viewSql(ctx, sql, view, now)} ${sightSql(ctx, sql, scope)} limit ${mostCounted}) s) as ${sql(view)}`,
    )
    return sql<ConversationCounts[]>`select ${counts.reduce((all, one) => sql`${all}, ${one}`)}`
  })
  return { ...row! }
}

/** A conversation as its row is, in sight of the asker. */
export interface KeptConversation extends Omit<Conversation, 'names'> {
  token: string
}

/** The conversation in sight of the asker, held for a write; where it was merged, the one it went into. Throws `not_found`. */
export async function holdConversation(ctx: Context, tx: Tx, id: string): Promise<KeptConversation> {
  const scope = authorise(ctx, 'conversation', 'read')
  if (!isUuid(id)) throw notFound('conversation')
  const [kept] = await tx<KeptConversation[]>`
    select ${conversationColumns(tx, ctx.clock().toISOString())}, c.token from conversation c
    where c.workspace_id = ${ctx.workspaceId} and c.merged_into is null
      and c.id = coalesce((select merged_into from conversation where id = ${id}), ${id}) for update`
  if (!kept || !inSight(ctx, scope, kept)) throw notFound('conversation')
  return kept
}

/** The last so many messages are read with a thread. */
const mostAtOnce = 30

const mailOf = (sql: Tx, column: 'from' | 'to' | 'cc') => sql`m.${sql(column)}`

/**
 * A conversation, its newest messages, who takes part and what the asker may do: one statement. `before` is the id of a message: those before it. Throws
 * `not_found` for what is out of sight.
 */
export async function readThread(
  ctx: Context,
  id: string,
  { before, limit = mostAtOnce }: { before?: string; limit?: number } = {},
): Promise<Thread> {
  const scope = authorise(ctx, 'conversation', 'read')
  if (!isUuid(id) || (before !== undefined && !isUuid(before))) throw notFound('conversation')
  const now = ctx.clock().toISOString()
  type Row = Omit<Thread, 'may'> & { conversation: KeptConversation & Conversation }
  const [row] = await readOnce(
    ctx,
    sql => sql<Row[]>`
      with asked as (select coalesce((select merged_into from conversation where id = ${id}), ${id}) as id),
      one as (select ${conversationColumns(sql, now)}, ${namesSql(ctx, sql)} from conversation c, asked
        where c.id = asked.id and c.workspace_id = ${ctx.workspaceId} ${sightSql(ctx, sql, scope)}),
      page as (select m.* from message m, one where m.workspace_id = ${ctx.workspaceId} and m.conversation_id = one.id
        ${before ? sql`and (m.at, m.id) < (select b.at, b.id from message b where b.id = ${before} and b.conversation_id = one.id)` : sql``}
        order by m.at desc, m.id desc limit ${limit})
      select (select to_json(one) from one) as conversation,
        coalesce((select json_agg(${messageJson(sql)} order by m.at, m.id) from page m), '[]') as messages,
        (select count(*)::int from message m, one where m.workspace_id = ${ctx.workspaceId} and m.conversation_id = one.id
          and (m.at, m.id) < (select p.at, p.id from page p order by p.at, p.id limit 1)) as earlier,
        coalesce((select json_agg(json_build_object('address', p.address, 'name', p.name, 'isOurs', p.is_ours) order by p.is_ours, p.address)
          from participant p, one where p.conversation_id = one.id), '[]') as participants,
        coalesce((select json_object_agg(x.id, x.name) from member x where x.id in (
          select author_id from page union select assignee_id from one union select private_of from one)), '{}') as members`,
  )
  if (!row?.conversation) throw notFound('conversation')
  const { conversation, ...rest } = row
  const told = camelKeys(conversation as unknown as Record<string, unknown>) as unknown as Conversation
  const update = scopeOf(ctx.access, 'conversation', 'update')
  return { conversation: told, ...rest, may: { update: update !== undefined && inSight(ctx, update, told) } }
}

/** `to_json` has the columns as Postgres names them. */
const camelKeys = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )

/** What came along with a message `m`. */
const attachmentsJson = (
  sql: Tx,
): postgres.Fragment => sql`coalesce((select json_agg(json_build_object('id', a.id, 'name', a.name, 'mediaType', a.media_type, 'bytes', a.bytes, 'contentId', a.content_id) order by a.id)
    from message_attachment a where a.workspace_id = m.workspace_id and a.message_id = m.id), '[]')`

/** A message `m` as it is told. */
const messageJson = (sql: Tx): postgres.Fragment => sql`json_build_object(
  'id', m.id, 'channel', m.channel, 'direction', m.direction, 'authorId', m.author_id, 'from', ${mailOf(sql, 'from')}, 'to', ${mailOf(sql, 'to')}, 'cc', ${mailOf(sql, 'cc')},
  'replyTo', m.reply_to, 'subject', m.subject, 'text', m.text, 'quoted', m.quoted, 'hasHtml', m.html is not null, 'remoteImages', m.remote_images,
  'at', ${moment(sql, 'm.at')}, 'sentAt', ${moment(sql, 'm.sent_at')}, 'automatic', m.automatic, 'stub', m.stub, 'meeting', m.meeting,
  'attachments', ${attachmentsJson(sql)},
  'delivery', ${deliverySql(sql)})`

/** What the ledger knows of a message `m` that went out. */
const deliverySql = (
  sql: Tx,
): postgres.Fragment => sql`(select json_build_object('id', d.id, 'state', d.state,
    'notBefore', case when d.state = 'queued' then ${moment(sql, 'd.due_at')} end, 'at', ${moment(sql, 'd.since')}, 'evidence', d.evidence -> -1 ->> 'text')
  from delivery d where d.id = m.delivery_id)`

/** The safe HTML of a message in sight, and what came along with it. Throws `not_found` where there is none. */
export async function htmlOf(
  ctx: Context,
  id: string,
  messageId: string,
): Promise<{ html: string; attachments: MessageAttachment[] }> {
  const [row] = await partOf<{ html: string | null; attachments: MessageAttachment[] }>(
    ctx,
    id,
    messageId,
    sql => sql`m.html, ${attachmentsJson(sql)} as attachments`,
  )
  if (!row?.html) throw notFound('message')
  return { html: row.html, attachments: row.attachments }
}

/** Where the bytes of what came along are. Throws `not_found`. */
export async function attachmentOfMessage(ctx: Context, id: string, attachmentId: string) {
  const scope = authorise(ctx, 'conversation', 'read')
  if (!isUuid(id) || !isUuid(attachmentId)) throw notFound('attachment')
  const [row] = await readOnce(
    ctx,
    sql => sql<{ name: string; mediaType: string; bytes: number; sha256: string; blobKey: string }[]>`
      select a.name, a.media_type, a.bytes, a.sha256, a.blob_key from message_attachment a
      join message m on m.id = a.message_id join conversation c on c.id = m.conversation_id
      where a.workspace_id = ${ctx.workspaceId} and a.id = ${attachmentId} and c.id = ${id} ${sightSql(ctx, sql, scope)}`,
  )
  if (!row) throw notFound('attachment')
  return row
}

/** Where the mail itself is, as it came. Throws `not_found`. */
export async function sourceOf(ctx: Context, id: string, messageId: string) {
  const [row] = await partOf<{ key: string | null; bytes: number }>(
    ctx,
    id,
    messageId,
    sql => sql`m.source_key as key, m.source_bytes as bytes`,
  )
  if (!row?.key) throw notFound('message')
  return { key: row.key, bytes: row.bytes }
}

async function partOf<T extends object>(
  ctx: Context,
  id: string,
  messageId: string,
  columns: (sql: Tx) => postgres.Fragment,
): Promise<T[]> {
  const scope = authorise(ctx, 'conversation', 'read')
  if (!isUuid(id) || !isUuid(messageId)) throw notFound('message')
  return inWorkspace(
    ctx,
    async tx =>
      [
        ...(await tx<T[]>`
        select ${columns(tx)} from message m join conversation c on c.id = m.conversation_id
        where m.workspace_id = ${ctx.workspaceId} and m.id = ${messageId} and c.id = ${id} ${sightSql(ctx, tx, scope)}`),
      ] as T[],
  )
}

/** One message, as it is told. */
export async function readMessage(ctx: Context, id: string, messageId: string): Promise<Message> {
  const [row] = await partOf<{ message: Message }>(
    ctx,
    id,
    messageId,
    sql => sql`${messageJson(sql)} as message`,
  )
  if (!row) throw notFound('message')
  return row.message
}
