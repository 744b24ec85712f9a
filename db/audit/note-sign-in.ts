import type { Clock } from '../core/clock'
import type { Database } from '../core/database'

/**
 * Notes that somebody tried to sign in with a wrong password, in each workspace whose member the account belongs to. The same statement where there is no such account, so that
 * the time it takes tells nobody.
 */
export async function noteRefusedSignIn(
  { db, clock }: { db: Database; clock: Clock },
  email: string,
): Promise<void> {
  await db.system`
    insert into audit_entry (id, workspace_id, at, kind, class, actor_type, actor_id, actor_name, person_id, details)
    select gen_random_uuid(), m.workspace_id, ${clock().toISOString()}, 'sign_in.refused', 'sign_ins', 'user', m.id::text, m.name, m.id, '{}'
    from "user" u join member m on m.user_id = u.id and m.deleted_at is null where u.email = ${email}`
}
