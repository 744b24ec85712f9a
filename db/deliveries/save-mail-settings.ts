import { createPrivateKey } from 'node:crypto'
import { authorise, type Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { invalid, type Problem } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { sealed } from '../core/sealed'
import { write } from '../events/write'
import { mailSettingEvents } from './deliveries.events'
import { accountSql, type KeptAccount, placeOf, secretsOf } from './mail-accounts'
import {
  type MailAccount,
  type MailSecrets,
  type MailSettings,
  MailSettingsSave,
  type MailTrouble,
} from './mail-settings.model'
import { wakeOutbox } from './outbox'

/** By what the workspace's messages leave, without its secrets. For who may change it. */
export async function readMailSettings(ctx: Context, secret: string): Promise<MailAccount> {
  authorise(ctx, 'workspace', 'update')
  return inWorkspace(ctx, tx => told(tx, secret))
}

async function told(tx: Tx, secret: string): Promise<MailAccount> {
  const [row] = await tx<KeptAccount[]>`${accountSql(tx)} where a.member_id is null and a.deleted_at is null`
  const [counts] = await tx<MailAccount['counts'][]>`
    select (select count(*)::int from (select from delivery where state in ('queued', 'reserved', 'handing_over') limit 10000) w) as waiting,
      (select count(*)::int from (select from delivery where state = 'kept' limit 10000) k) as kept,
      (select count(*)::int from (select from delivery where state = 'unknown' limit 10000) u) as unknown`
  if (!row) return { account: null, version: 0, counts: counts! }
  const { version, secrets, memberId: _, ...account } = row
  const opened = secretsOf(secret, row)
  const unreadable: MailTrouble | null = opened
    ? null
    : {
        what: 'unreadable_secrets',
        text: null,
        at: row.triedAt ?? new Date(0).toISOString(),
        until: '',
        times: 0,
      }
  return {
    account: {
      ...account,
      hasPassword: secrets !== null && opened?.password !== null,
      hasDkimKey: secrets !== null && opened?.dkimKey !== null,
      trouble: unreadable ?? account.trouble,
    },
    version,
    counts: counts!,
  }
}

/**
 * Sets by which server the workspace's messages leave. A secret that is not named stays, but only for the server it was given for: else whoever may change the
 * settings could have a password sent anywhere. What waits is tried at once. Throws `invalid`, `stale`, `forbidden`.
 */
export async function saveMailSettings(
  ctx: Context,
  secret: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<MailAccount> {
  authorise(ctx, 'workspace', 'update')
  const { password, dkimKey, ...settings } = parse(MailSettingsSave, input)
  return write(ctx, async to => {
    const { tx, emit } = to
    await tx`select pg_advisory_xact_lock(hashtextextended(${`mail account ${ctx.workspaceId}`}, 0))`
    const [before] = await tx<
      KeptAccount[]
    >`${accountSql(tx)} where a.member_id is null and a.deleted_at is null`
    checkVersion(version, before?.version ?? 0)
    const held = before && secretsOf(secret, before)
    const isSameServer = before?.settings.host === settings.host && before.settings.user === settings.user
    const secrets: MailSecrets = {
      password:
        settings.user === null
          ? null
          : password !== undefined
            ? password
            : isSameServer
              ? (held?.password ?? null)
              : null,
      dkimKey: dkimKey !== undefined ? dkimKey : (held?.dkimKey ?? null),
    }
    const problems = problemsOf(settings, secrets)
    if (problems.length) throw invalid(problems)
    const id = before?.id ?? uuidv7()
    const next = (before?.version ?? 0) + 1
    const now = ctx.clock().toISOString()
    const kept =
      secrets.password === null && secrets.dkimKey === null ? null : sealed(secret, placeOf(id), secrets)
    await tx`
      insert into mail_account (id, workspace_id, version, settings, secrets, updated_at, updated_by)
      values (${id}, ${ctx.workspaceId}, ${next}, ${tx.json(settings as never)}, ${kept}, ${now}, ${ctx.access.memberId})
      on conflict (id) do update set version = excluded.version, settings = excluded.settings, secrets = excluded.secrets, trouble = null,
        updated_at = excluded.updated_at, updated_by = excluded.updated_by`
    await tx`update delivery set due_at = ${now} where state = 'queued' and attempts > 0 and due_at > ${now}`
    await wakeOutbox(ctx, to)
    emit(mailSettingEvents.saved(ctx.workspaceId, { version: next }))
    return told(tx, secret)
  })
}

/** Takes the server away: messages go by the operator's from then on, or stay in the development mailbox. */
export async function dropMailSettings(ctx: Context): Promise<void> {
  authorise(ctx, 'workspace', 'update')
  await write(ctx, async ({ tx, emit }) => {
    const now = ctx.clock().toISOString()
    const [gone] = await tx<{ version: number }[]>`
      update mail_account set deleted_at = ${now}, secrets = null where member_id is null and deleted_at is null returning version`
    if (gone) emit(mailSettingEvents.saved(ctx.workspaceId, { version: gone.version + 1 }))
  })
}

function problemsOf(
  { user, dkimDomain, dkimSelector }: MailSettings,
  { password, dkimKey }: MailSecrets,
): Problem[] {
  const problems: Problem[] = []
  const wrong = (field: string, code: string, message: string) =>
    problems.push({ pointer: `/${field}`, code, message, params: { field } })
  if (user !== null && password === null) wrong('password', 'required', '“password” is needed.')
  const dkim = [dkimDomain, dkimSelector, dkimKey]
  if (dkim.some(one => one !== null))
    for (const [field, given] of [
      ['dkimDomain', dkimDomain],
      ['dkimSelector', dkimSelector],
      ['dkimKey', dkimKey],
    ] as const)
      if (given === null) wrong(field, 'required', `“${field}” is needed.`)
  if (dkimKey !== null && !isPrivateKey(dkimKey))
    wrong(
      'dkimKey',
      'mail_key',
      'This is no private key that can be read. Paste it in PEM, without a password.',
    )
  return problems
}

function isPrivateKey(pem: string): boolean {
  try {
    return ['rsa', 'ed25519'].includes(createPrivateKey(pem).asymmetricKeyType ?? '')
  } catch {
    return false
  }
}
