import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { write } from '../events/write'
import { mailboxEvents } from './mailboxes.events'
import type { MailboxTrouble } from './mailboxes.model'

/** How far a folder was read. */
export interface FolderProgress {
  path: string
  role: string
  uidValidity: string
  /** Everything above was read up to here. */
  lastUid: number
  /** Of the past everything from here on was. */
  backUid: number
}

/** What became of one mail of a folder. */
export interface Item {
  uid: number
  what: 'kept' | 'there' | 'loop' | 'report' | 'unreadable' | 'too_large'
  messageId: string | null
}

/** How far the folders of a mailbox were read, by path. */
export const progressOf = (ctx: Context, mailboxId: string): Promise<Map<string, FolderProgress>> =>
  inWorkspace(ctx, async tx => {
    const rows = await tx<FolderProgress[]>`
      select path, role, uid_validity, last_uid, back_uid from mailbox_folder where workspace_id = ${ctx.workspaceId} and mailbox_id = ${mailboxId}`
    return new Map(rows.map(row => [row.path, { ...row }]))
  })

/** Begins a folder, or begins it anew where the server has given new numbers: what is here already is known again by what it is, not by its number. */
export const beginFolder = (ctx: Context, mailboxId: string, folder: FolderProgress): Promise<void> =>
  inWorkspace(ctx, async tx => {
    await tx`
      insert into mailbox_folder ${tx(rowOf(ctx, mailboxId, folder))}
      on conflict (mailbox_id, path) do update set role = excluded.role, uid_validity = excluded.uid_validity, last_uid = excluded.last_uid, back_uid = excluded.back_uid,
        on_server = null, read = null, missing = null, checked_at = null`
  })

const rowOf = (
  ctx: Context,
  mailboxId: string,
  { path, role, uidValidity, lastUid, backUid }: FolderProgress,
) => ({
  workspace_id: ctx.workspaceId,
  mailbox_id: mailboxId,
  path,
  role,
  uid_validity: uidValidity,
  last_uid: lastUid,
  back_uid: backUid,
})

/** Notes what became of a slice of mails, and how far the folder was read by that: in the transaction that keeps them. */
export async function keepSlice(
  ctx: Context,
  tx: Tx,
  mailboxId: string,
  { path, uidValidity, lastUid, backUid }: FolderProgress,
  items: readonly Item[],
  left: number,
): Promise<void> {
  if (items.length)
    await tx`
      insert into mailbox_item (workspace_id, mailbox_id, path, uid_validity, uid, what, message_id)
      select ${ctx.workspaceId}, ${mailboxId}, ${path}, ${uidValidity}, uid, what, message_id
      from jsonb_to_recordset(${tx.json(items.map(({ uid, what, messageId }) => ({ uid, what, message_id: messageId })) as never)}) as n(uid bigint, what text, message_id uuid)
      on conflict do nothing`
  await tx`
    update mailbox_folder set last_uid = greatest(last_uid, ${lastUid}), back_uid = least(back_uid, ${backUid}), left_over = ${left}
    where workspace_id = ${ctx.workspaceId} and mailbox_id = ${mailboxId} and path = ${path} and uid_validity = ${uidValidity}`
}

/** Which mails of a folder were read, under the numbers that the server gives now. */
export const uidsRead = (
  ctx: Context,
  mailboxId: string,
  { path, uidValidity }: FolderProgress,
): Promise<Set<number>> =>
  inWorkspace(ctx, async tx => {
    const rows = await tx<{ uid: number }[]>`
      select uid from mailbox_item where workspace_id = ${ctx.workspaceId} and mailbox_id = ${mailboxId} and path = ${path} and uid_validity = ${uidValidity}`
    return new Set(rows.map(({ uid }) => Number(uid)))
  })

/** Keeps what a comparison with the server has found. */
export const keepCheck = (
  ctx: Context,
  mailboxId: string,
  path: string,
  { onServer, read, missing }: { onServer: number; read: number; missing: number },
): Promise<void> =>
  inWorkspace(ctx, async tx => {
    await tx`
      update mailbox_folder set on_server = ${onServer}, read = ${read}, missing = ${missing}, checked_at = ${ctx.clock().toISOString()}
      where workspace_id = ${ctx.workspaceId} and mailbox_id = ${mailboxId} and path = ${path}`
  })

/** Notes that the server was heard of, and since when the last mail is here. What was wrong is not any more. */
export const heardOf = (
  ctx: Context,
  mailboxId: string,
  { lastMailAt, lagSeconds, checked }: { lastMailAt?: string; lagSeconds?: number; checked?: boolean } = {},
): Promise<void> =>
  write(ctx, async ({ tx, emit }) => {
    const [before] = await tx<{ trouble: MailboxTrouble | null; isFirst: boolean }[]>`
      select trouble, heard_at is null as is_first from mailbox where workspace_id = ${ctx.workspaceId} and id = ${mailboxId} for update`
    await tx`
      update mailbox set heard_at = ${ctx.clock().toISOString()}, trouble = null, last_mail_at = greatest(last_mail_at, ${lastMailAt ?? null}::timestamptz),
        lag_seconds = coalesce(${lagSeconds ?? null}, lag_seconds), check_asked = check_asked and not ${checked ?? false}
      where workspace_id = ${ctx.workspaceId} and id = ${mailboxId}`
    if (before?.trouble || before?.isFirst || checked) emit(mailboxEvents.changed(mailboxId))
  })

/** Notes why the mailbox cannot be followed at the moment. */
export const inTrouble = (
  ctx: Context,
  mailboxId: string,
  what: string,
  said: string | null,
): Promise<void> =>
  write(ctx, async ({ tx, emit }) => {
    const [before] = await tx<{ trouble: MailboxTrouble | null }[]>`
      select trouble from mailbox where workspace_id = ${ctx.workspaceId} and id = ${mailboxId} for update`
    const trouble = { what, said: said?.slice(0, 500) ?? null, at: ctx.clock().toISOString() }
    await tx`update mailbox set trouble = ${tx.json(trouble)} where workspace_id = ${ctx.workspaceId} and id = ${mailboxId}`
    if (before?.trouble?.what !== what) emit(mailboxEvents.changed(mailboxId))
  })
