import { memberEvents, teamEvents } from '../access/access.events'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { uuidv7 } from '../core/ids'
import { nameKey } from '../core/keys'
import type { NewEvent } from '../events/event.model'

/** A member, and the team that they are in. */
export interface MemberRow {
  id: string
  name: string
  email: string
  teamId: string | null
  teamName: string | null
}

export interface MemberWanted {
  name: string
  email?: string | null
  role?: string | null
  team?: string | null
}

/**
 * People of the own company that a file names, found by e-mail or name or else made: they own records but cannot sign in until somebody invites
 * them. Without an address they get one under `.invalid` (RFC 2606), to which nothing can be sent. Gives name → id.
 */
export async function ensureMembers(
  ctx: Context,
  tx: Tx,
  wanted: readonly MemberWanted[],
  dry: boolean,
  emit: (...events: NewEvent[]) => void,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  const byKey = new Map<string, string>()
  for (const member of await tx<
    { id: string; name: string; email: string }[]
  >`select id, name, email from member where deleted_at is null`) {
    byKey.set(nameKey(member.name), member.id)
    byKey.set(emailKey(member.email), member.id)
  }
  const rows: Record<string, unknown>[] = []
  for (const { name, email, role, team } of wanted) {
    const known = (email && byKey.get(emailKey(email))) || byKey.get(nameKey(name))
    if (known) {
      ids.set(name, known)
      continue
    }
    const id = uuidv7()
    ids.set(name, id)
    byKey.set(nameKey(name), id)
    const address = email ? emailKey(email) : `${id}@imported.invalid`
    byKey.set(address, id)
    rows.push({
      id,
      workspace_id: ctx.workspaceId,
      name,
      email: address,
      role: role ?? 'rep',
      team_id: team && !dry ? await teamNamed(ctx, tx, team, emit) : null,
      created_at: ctx.clock().toISOString(),
    })
  }
  if (dry || rows.length === 0) return ids
  await tx`
    insert into member (id, workspace_id, name, email, role, team_id, created_at)
    select id, workspace_id, name, email, role, team_id, created_at from jsonb_populate_recordset(null::member, ${tx.json(rows as never)})`
  for (const { id, name, role, team_id } of rows as {
    id: string
    name: string
    role: string
    team_id: string | null
  }[])
    emit(memberEvents.created(id, {}, { after: { name, role, teamId: team_id } }))
  return ids
}

export async function teamNamed(
  ctx: Context,
  tx: Tx,
  name: string,
  emit: (...events: NewEvent[]) => void,
): Promise<string> {
  const [team] = await tx<{ id: string }[]>`select id from team where lower(name) = lower(${name}) limit 1`
  if (team) return team.id
  const id = uuidv7()
  await tx`insert into team (id, workspace_id, name) values (${id}, ${ctx.workspaceId}, ${name})`
  emit(teamEvents.created(id, {}, { after: { name } }))
  return id
}
