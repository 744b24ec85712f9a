import type postgres from 'postgres'
import { authorise, type Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import type { Scope } from '../core/grants.rules'
import { isUuid } from '../core/ids'
import type { Content, DeliveriesAsked, Delivery, DeliveryWhole, Evidence } from './deliveries.model'
import { type DeliveryState, isSecret, type PurposeName, statesOfGroup } from './deliveries.rules'

const moment = (sql: Tx, column: string) =>
  sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The columns of a delivery `d` as lists tell it. */
const deliveryColumns = (sql: Tx): postgres.Fragment => sql`
  d.id, d.channel, d.purpose, d.state, d.recipients as to, d.subject, d.message_id,
  case when d.about_id is null then null else json_build_object('type', d.about_type, 'id', d.about_id) end as about,
  case when d.state in ('queued', 'reserved') then ${moment(sql, 'd.due_at')} end as due_at, d.attempts, ${moment(sql, 'd.created_at')} as created_at, d.created_by,
  ${moment(sql, 'd.since')} as since, d.evidence -> -1 as last`

/** The deliveries of a scope, as SQL over `d`: whose one is tells who has wished it. */
function wishedSql({ access }: Context, sql: Tx, scope: Scope): postgres.Fragment {
  if (scope === 'all') return sql``
  const { memberId, teamMemberIds } = access
  return scope === 'own'
    ? sql`and d.created_by = ${memberId}`
    : sql`and (d.created_by is null or d.created_by = ${memberId} or d.created_by = any(${[...teamMemberIds]}::uuid[]))`
}

/** The messages that are asked for, the newest first, and what to pass as `after` for the next. */
export async function listDeliveries(
  ctx: Context,
  { state, purpose, about, words, limit, after }: DeliveriesAsked & { limit: number; after?: string },
): Promise<{ results: Delivery[]; next: string | null }> {
  const scope = authorise(ctx, 'delivery', 'read')
  const like =
    words &&
    `%${words
      .trim()
      .toLowerCase()
      .replaceAll(/[\\%_]/g, '\\$&')}%`
  const rows = await readOnce(
    ctx,
    sql => sql<Delivery[]>`
      select ${deliveryColumns(sql)} from delivery d
      where d.workspace_id = ${ctx.workspaceId} ${wishedSql(ctx, sql, scope)}
        ${state ? sql`and d.state = any(${statesOfGroup(state)})` : sql``} ${purpose ? sql`and d.purpose = ${purpose}` : sql``}
        ${about ? sql`and d.about_id = ${about}` : sql``} ${like ? sql`and (lower(d.subject) like ${like} or lower(d.recipients::text) like ${like})` : sql``}
        ${after ? sql`and (d.created_at, d.id) < (select a.created_at, a.id from delivery a where a.workspace_id = ${ctx.workspaceId} and a.id = ${after})` : sql``}
      order by d.created_at desc, d.id desc limit ${limit + 1}`,
  )
  const results = rows.slice(0, limit).map(row => ({ ...row }))
  return { results, next: rows.length > limit ? (results.at(-1)?.id ?? null) : null }
}

/** One delivery with all of its evidence, and what it says unless that is withheld. Throws `not_found`. */
export async function readDelivery(ctx: Context, id: string): Promise<DeliveryWhole> {
  const scope = authorise(ctx, 'delivery', 'read')
  if (!isUuid(id)) throw notFound('delivery')
  const [row] = await readOnce(
    ctx,
    sql => sql<(Delivery & { evidence: Evidence[]; content: Content | null; accountId: string | null })[]>`
      select ${deliveryColumns(sql)}, d.evidence, d.content, d.account_id from delivery d where d.id = ${id} ${wishedSql(ctx, sql, scope)}`,
  )
  if (!row) throw notFound('delivery')
  const { content, ...told } = row
  const withheld = isWithheld(ctx, told)
  const { consent: _, ...shown } = content ?? { consent: null }
  return { ...told, content: withheld || !content ? null : (shown as DeliveryWhole['content']), withheld }
}

/**
 * Who may see that a message went does not read all that it says: a link that lets somebody in is theirs alone, and what people write to each other stands in
 * their conversation, under its own rules. In the development mailbox there is nowhere else to read a link.
 */
function isWithheld(
  { access }: Context,
  { purpose, state, createdBy }: Pick<Delivery, 'purpose' | 'state' | 'createdBy'>,
): boolean {
  if (purpose === 'reply') return createdBy === null || createdBy !== access.memberId
  return isSecret(purpose) && state !== 'kept'
}

/** What became of messages, for those that show them: their states by id. Asks for no right: whoever shows a message has asked. */
export async function statesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<
  Map<string, { state: DeliveryState; purpose: PurposeName; last: Evidence | null; dueAt: string }>
> {
  if (ids.length === 0) return new Map()
  const rows = await tx<
    { id: string; state: DeliveryState; purpose: PurposeName; last: Evidence | null; dueAt: string }[]
  >`
    select d.id, d.state, d.purpose, d.evidence -> -1 as last, ${moment(tx, 'd.due_at')} as due_at from delivery d where d.id = any(${[...ids]}::uuid[])`
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
