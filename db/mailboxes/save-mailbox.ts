import { authorise, type Context } from '../core/context'
import { inWorkspace, readOnce, type Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { conflict, forbidden, invalid, notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { scopeOf, withinScope } from '../core/grants.rules'
import { isUuid, uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { sealed, unsealed } from '../core/sealed'
import { write } from '../events/write'
import { mailboxEvents } from './mailboxes.events'
import { type Mailbox, type Mailboxes, MailboxSave, type MailboxStanding } from './mailboxes.model'

/** Who was not heard of for so long is stuck. */
const stuckMs = 5 * 60_000

/** A mailbox as its row is. */
interface KeptMailbox extends Omit<Mailbox, 'standing' | 'hasPassword' | 'mayChange'> {
  secret: string | null
  removedAt: string | null
}

const placeOf = (id: string): string => `mailbox ${id}`

/** The password of a mailbox; undefined where it was sealed with another secret of the installation. */
export const passwordOf = (
  installation: string,
  { id, secret }: { id: string; secret: string | null },
): string | undefined => {
  const opened = secret === null ? undefined : unsealed(installation, placeOf(id), secret)
  return typeof opened === 'string' ? opened : undefined
}

const moment = (sql: Tx, column: string) =>
  sql`to_char(${sql(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const columns = (sql: Tx) => sql`
  b.id, b.version, b.name, b.address, b.aliases, b.policy, b.member_id, b.host, b.port, b.security, b.user_name as user, b.secret, b.paused, b.trouble, b.check_asked,
  ${moment(sql, 'b.heard_at')} as heard_at, ${moment(sql, 'b.last_mail_at')} as last_mail_at, b.lag_seconds, ${moment(sql, 'b.removed_at')} as removed_at,
  coalesce((select json_agg(json_build_object('path', f.path, 'role', f.role, 'onServer', f.on_server, 'read', f.read, 'missing', f.missing, 'left', f.left_over,
    'checkedAt', ${moment(sql, 'f.checked_at')}) order by f.role, f.path) from mailbox_folder f where f.mailbox_id = b.id), '[]') as folders,
  coalesce((select json_object_agg(i.what, i.n) from (select what, count(*)::int as n from mailbox_item
    where workspace_id = b.workspace_id and mailbox_id = b.id and what in ('loop', 'report', 'unreadable', 'too_large') group by what) i), '{}') as left_out`

function told(ctx: Context, { secret, removedAt: _, ...kept }: KeptMailbox): Mailbox {
  const scope = scopeOf(ctx.access, 'mailbox', 'update')
  return {
    ...kept,
    hasPassword: secret !== null,
    standing: standingOf(kept, ctx.clock().getTime()),
    mayChange: scope !== undefined && isWithin(ctx, scope, kept),
  }
}

/** A private one is its owner's, whatever is granted. */
const isWithin = (
  ctx: Context,
  scope: Parameters<typeof withinScope>[1],
  one: Pick<Mailbox, 'policy' | 'memberId'>,
): boolean =>
  one.policy === 'private'
    ? one.memberId === ctx.access.memberId
    : withinScope(ctx.access, scope === 'team' || scope === 'territory' ? 'own' : scope, { ownerId: null })

function standingOf(
  { paused, trouble, heardAt, folders }: Pick<Mailbox, 'paused' | 'trouble' | 'heardAt' | 'folders'>,
  now: number,
): MailboxStanding {
  if (paused) return 'paused'
  if (trouble) return 'trouble'
  if (!heardAt) return 'starting'
  if (now - Date.parse(heardAt) > stuckMs) return 'stuck'
  return folders.some(({ left }) => left > 0) ? 'filling' : 'in_step'
}

/** The mailboxes that the asker keeps: with what proves that they are in step. */
export async function listMailboxes(ctx: Context): Promise<Mailboxes> {
  const scope = authorise(ctx, 'mailbox', 'read')
  const rows = await readOnce(
    ctx,
    sql => sql<KeptMailbox[]>`
      select ${columns(sql)} from mailbox b where b.workspace_id = ${ctx.workspaceId} and b.removed_at is null order by b.created_at, b.id`,
  )
  return {
    results: rows.filter(row => isWithin(ctx, scope, row)).map(row => told(ctx, { ...row })),
    mayAdd: scopeOf(ctx.access, 'mailbox', 'create') !== undefined,
  }
}

async function hold(ctx: Context, tx: Tx, id: string, action: 'update' | 'archive'): Promise<KeptMailbox> {
  const scope = authorise(ctx, 'mailbox', action)
  const [kept] = isUuid(id)
    ? await tx<KeptMailbox[]>`
        select ${columns(tx)} from mailbox b where b.workspace_id = ${ctx.workspaceId} and b.id = ${id} and b.removed_at is null for update`
    : []
  if (!kept || !isWithin(ctx, scope, kept)) throw notFound('mailbox')
  return kept
}

/** Adds a mailbox, or changes how one is reached; it is tried at once, and says what the server said. Throws `forbidden`, `invalid`, `stale`, `conflict` (`mailbox.address_taken`). */
export async function saveMailbox(
  ctx: Context,
  installation: string,
  id: string | undefined,
  input: unknown,
  version?: ExpectedVersion,
): Promise<Mailbox> {
  const scope = authorise(ctx, 'mailbox', id ? 'update' : 'create')
  const { password, user, aliases, ...settings } = parse(MailboxSave, input)
  const isPrivate = settings.policy === 'private'
  if (!isPrivate && scope !== 'all')
    throw forbidden('You may add a mailbox of your own alone: make it private.', 'mailbox.create.own')
  const memberId = ctx.access.memberId
  if (isPrivate && !memberId) throw forbidden('A key has no mailbox of its own.', 'mailbox.create.own')
  return write(ctx, async ({ tx, emit }) => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${`mailboxes ${ctx.workspaceId}`}, 0))`
    const before = id ? await hold(ctx, tx, id, 'update') : undefined
    if (before) checkVersion(version, before.version)
    // What came while it was private stays so: a mailbox does not change whom it is for.
    if (before && before.policy !== settings.policy)
      throw conflict('Whom a mailbox is for stays as it is: add it anew.', {}, 'mailbox.policy_stays')
    const key = before?.id ?? uuidv7()
    const isSame = before && before.host === settings.host && before.user === user
    const secret =
      password !== undefined ? sealed(installation, placeOf(key), password) : isSame ? before.secret : null
    if (secret === null)
      throw invalid([
        {
          pointer: '/password',
          code: 'required',
          message: '“password” is needed.',
          params: { field: 'password' },
        },
      ])
    const [taken] = await tx`
      select 1 from mailbox where workspace_id = ${ctx.workspaceId} and address = ${emailKey(settings.address)} and id <> ${key} and removed_at is null
        and (policy = 'shared' or member_id = ${memberId})`
    if (taken)
      throw conflict(
        'This mailbox is followed already.',
        { address: settings.address },
        'mailbox.address_taken',
      )
    const row = {
      ...settings,
      address: emailKey(settings.address),
      aliases: tx.json(aliases),
      user_name: user,
      secret,
      trouble: null,
    }
    if (before)
      await tx`update mailbox set ${tx({ ...row, version: before.version + 1 } as never)} where id = ${key}`
    else
      await tx`insert into mailbox ${tx({ ...row, id: key, workspace_id: ctx.workspaceId, member_id: isPrivate ? memberId : null, created_at: ctx.clock().toISOString() } as never)}`
    emit(mailboxEvents.saved(key))
    if (!settings.paused) emit(mailboxEvents.requested(key))
    const [kept] = await tx<KeptMailbox[]>`select ${columns(tx)} from mailbox b where b.id = ${key}`
    return told(ctx, kept!)
  })
}

/** Has the folders compared with the server's, and what is missing fetched. Throws `not_found`. */
export const checkMailbox = (ctx: Context, id: string): Promise<Mailbox> =>
  write(ctx, async ({ tx, emit }) => {
    const kept = await hold(ctx, tx, id, 'update')
    await tx`update mailbox set check_asked = true where id = ${kept.id}`
    emit(mailboxEvents.requested(kept.id))
    return told(ctx, { ...kept, checkAsked: true })
  })

/** It is followed no more, and its password is gone; what came stays. Throws `not_found`. */
export const removeMailbox = (ctx: Context, id: string): Promise<void> =>
  write(ctx, async ({ tx, emit }) => {
    const kept = await hold(ctx, tx, id, 'archive')
    await tx`update mailbox set removed_at = ${ctx.clock().toISOString()}, secret = null, version = version + 1 where id = ${kept.id}`
    emit(mailboxEvents.removed(kept.id))
  })

/** A mailbox as who follows it needs it; undefined where it is followed no more. */
export async function followedMailbox(ctx: Context, id: string): Promise<KeptMailbox | undefined> {
  const [kept] = await inWorkspace(ctx, async tx => [
    ...(await tx<KeptMailbox[]>`
        select ${columns(tx)} from mailbox b where b.workspace_id = ${ctx.workspaceId} and b.id = ${id} and b.removed_at is null and not b.paused`),
  ])
  return kept
}
export type FollowedMailbox = KeptMailbox
