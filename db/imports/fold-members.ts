import { memberEvents } from '../access/access.events'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { emailKey } from '../core/email-key.rules'
import { nameKey } from '../core/keys'
import type { NewEvent } from '../events/event.model'
import type { ReadRow, RowFault } from '../mapping/row.rules'
import type { Counts } from './import.model'
import { ensureMembers, type MemberRow, teamNamed } from './import-members'
import type { ImportPlan } from './import-plan'

/** A file of the own people: makes those who are new, and moves the others to the team the file names. Their role and sign-in stay as they are. */
export async function foldMembers(
  ctx: Context,
  tx: Tx,
  plan: ImportPlan,
  rows: readonly ReadRow[],
): Promise<{ counts: Counts; events: NewEvent[]; faults: RowFault[] }> {
  const counts: Counts = { read: rows.length, created: 0, updated: 0, skipped: 0, refused: 0 }
  const faults: RowFault[] = []
  const events: NewEvent[] = []
  const emit = (...added: NewEvent[]) => void events.push(...added)
  const members = await tx<MemberRow[]>`
    select m.id, m.name, m.email, m.team_id, t.name as team_name from member m left join team t on t.id = m.team_id where m.deleted_at is null`
  const known = new Map(
    members.flatMap(member => [
      [nameKey(member.name), member] as const,
      [emailKey(member.email), member] as const,
    ]),
  )
  const { pretended } = plan
  for (const [key, member] of pretended?.members ?? []) known.set(key, member)
  const keep = (member: MemberRow, ...keys: string[]) => {
    for (const key of keys) {
      known.set(key, member)
      pretended?.members.set(key, member)
    }
  }
  for (const row of rows) {
    const name = (row.values.name as string | undefined) ?? row.name
    const { email, team, role } = row.values as Record<string, string | undefined>
    if (row.blank) counts.skipped += 1
    else if (row.faults.length || !name) {
      counts.refused += 1
      faults.push(...row.faults)
      if (!name)
        faults.push({
          row: row.row,
          column: plan.reader.headerOf('name'),
          value: null,
          code: 'required',
          message: 'A member needs “name”.',
          params: { field: 'name' },
        })
    } else {
      const member = (email && known.get(emailKey(email))) || known.get(nameKey(name))
      if (!member && plan.settings.mode !== 'update') {
        const made = await ensureMembers(
          ctx,
          tx,
          [{ name, email, role, team }],
          pretended !== undefined,
          emit,
        )
        const fresh = { id: made.get(name)!, name, email: email ?? '', teamId: null, teamName: team ?? null }
        keep(fresh, nameKey(name), ...(email ? [emailKey(email)] : []))
        counts.created += 1
      } else if (
        member &&
        team &&
        plan.settings.mode !== 'create' &&
        member.teamName?.toLowerCase() !== team.toLowerCase()
      ) {
        if (!pretended) {
          const teamId = await teamNamed(ctx, tx, team, emit)
          await tx`update member set team_id = ${teamId} where id = ${member.id}`
          emit(memberEvents.updated(member.id, {}, { before: { teamId: member.teamId }, after: { teamId } }))
        }
        member.teamName = team
        keep(member, nameKey(member.name), emailKey(member.email))
        counts.updated += 1
      } else counts.skipped += 1
    }
  }
  return { counts, events, faults }
}
