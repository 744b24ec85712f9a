import type { Database } from '../core/database'
import { deliver } from '../deliveries/deliver'
import type { PurposeName } from '../deliveries/deliveries.rules'
import { write } from '../events/write'
import { type Caller, contextOf } from './caller'

/** Somebody with an account, as far as one writes to them. */
export interface Addressee {
  userId: string
  name: string
  email: string
  /** Their own language, else that of their workspace. */
  locale: string
  timeZone: string
  /** The workspace that they joined first: mail about their account stands in its ledger. */
  workspaceId: string
}

/** Whose account it is. Undefined for nobody, and for who is a member of nothing any more, as they could not sign in. */
export async function addresseeOf(
  db: Database,
  by: { email: string } | { userId: string },
): Promise<Addressee | undefined> {
  const [found] = await db.system<Addressee[]>`
    select u.id as user_id, u.name, u.email, coalesce(u.locale, w.locale) as locale, coalesce(u.time_zone, w.time_zone) as time_zone, m.workspace_id
    from "user" u join member m on m.user_id = u.id and m.deleted_at is null join workspace w on w.id = m.workspace_id
    where ${'email' in by ? db.system`u.email = ${by.email}` : db.system`u.id = ${by.userId}`} order by m.created_at limit 1`
  return found && { ...found }
}

/** Writes to somebody about their account. */
export async function writeToPerson(
  caller: Pick<Caller, 'db' | 'clock' | 'requestId' | 'traceparent'>,
  { workspaceId, email, name }: Pick<Addressee, 'workspaceId' | 'email' | 'name'>,
  purpose: PurposeName,
  key: string,
  said: { subject: string; text: string; html: string },
): Promise<void> {
  const ctx = contextOf(caller, workspaceId, { type: 'system', id: null, name: 'Sextant' })
  await write(ctx, to =>
    deliver(ctx, to, { key, purpose, to: [{ address: email, name }], isAutomatic: true, ...said }),
  )
}
