import type postgres from 'postgres'
import * as v from 'valibot'
import type { Tx } from '../core/database'
import { unsealed } from '../core/sealed'
import { MailSecrets, type MailSettings, type MailTrouble } from './mail-settings.model'

/** A mail account as its row has it. */
export interface KeptAccount {
  id: string
  memberId: string | null
  version: number
  settings: MailSettings
  secrets: string | null
  trouble: MailTrouble | null
  triedAt: string | null
}

/** Where its secrets are sealed for. */
export const placeOf = (id: string) => `mail_account ${id}`

/** The secrets of an account; undefined where they were closed by another installation and have to be given anew. */
export function secretsOf(
  secret: string,
  { id, secrets }: Pick<KeptAccount, 'id' | 'secrets'>,
): MailSecrets | undefined {
  if (!secrets) return { password: null, dkimKey: null }
  const opened = v.safeParse(MailSecrets, unsealed(secret, placeOf(id), secrets))
  return opened.success ? opened.output : undefined
}

export const accountSql = (tx: Tx): postgres.Fragment => tx`
  select a.id, a.member_id, a.version, a.settings, a.secrets, a.trouble, to_char(a.tried_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as tried_at
  from mail_account a`

/** The accounts by which a workspace's mail may leave. */
export const liveAccounts = async (tx: Tx, workspaceId: string): Promise<KeptAccount[]> =>
  await tx<KeptAccount[]>`${accountSql(tx)} where a.workspace_id = ${workspaceId} and a.deleted_at is null`
