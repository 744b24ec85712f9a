import type { WorkspaceCreate } from './access.model'
import type { Caller } from './caller'
import { foundWorkspace } from './create-workspace'
import type { Opened } from './start-session'

/**
 * The workspace that somebody begins with: founded once, however many requests of one sign-up are on their way. Whoever is a member of one already
 * begins there.
 */
export function firstWorkspace(caller: Caller, opened: Opened, wishes: WorkspaceCreate): Promise<string> {
  return caller.db.system.begin(async tx => {
    await tx`select pg_advisory_xact_lock(hashtextextended(${opened.userId}, 0))`
    const [member] = await tx<{ workspaceId: string }[]>`
      select workspace_id from member where user_id = ${opened.userId} and deleted_at is null order by created_at limit 1`
    return member?.workspaceId ?? (await foundWorkspace(caller, opened, wishes)).workspaceId
  })
}

/**
 * The workspace of somebody whose sign-up was cut off between the account and the workspace: one who was never a member of anything
 * and is invited to nothing. Undefined for everybody else.
 */
export async function completeSignUp(
  caller: Caller,
  opened: Opened,
  wishes: WorkspaceCreate = { name: opened.userName },
): Promise<string | undefined> {
  const [barred] = await caller.db.system`
    select 1 where exists (select 1 from member where user_id = ${opened.userId} and deleted_at is not null)
      or exists (select 1 from invitation where email = ${opened.email} and accepted_at is null and revoked_at is null)`
  return barred ? undefined : firstWorkspace(caller, opened, wishes)
}
