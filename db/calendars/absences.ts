import { authorise, type Context } from '../core/context'
import { readOnce, type Sql, type Tx } from '../core/database'
import { conflict, forbidden, notFound } from '../core/errors'
import { withinScope } from '../core/grants.rules'
import { isUuid, uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { absenceEvents } from './calendars.events'
import { type Absence, AbsenceCreate, most } from './calendars.model'
import { faultOfAbsence } from './calendars.rules'
import { refuseMissing } from './choose-calendar'
import { refuseFault } from './create-calendar'

const columns = (sql: Sql | Tx) => sql`
  a.id, a.member_id, m.name as member, a.first_day::text as first_day, a.last_day::text as last_day,
  to_json(a.starts_at) #>> '{}' as starts_at, to_json(a.ends_at) #>> '{}' as ends_at, a.note`

/** The absences that the asker may see, of one member where it is named, the latest first. What was taken back is left out. */
export async function listAbsences(
  ctx: Context,
  asked: { memberId?: string; limit: number },
): Promise<Absence[]> {
  const scope = authorise(ctx, 'absence', 'read')
  const { memberId, limit } = asked
  const seen = [ctx.access.memberId, ...(scope !== 'own' ? ctx.access.teamMemberIds : [])].filter(
    id => id !== null,
  )
  const rows = await readOnce(
    ctx,
    sql => sql<Absence[]>`
      select ${columns(sql)} from absence a join member m on m.id = a.member_id
      where a.workspace_id = ${ctx.workspaceId} and a.deleted_at is null
        ${scope === 'all' ? sql`` : sql`and a.member_id = any(${seen}::uuid[])`}
        ${memberId ? sql`and a.member_id = ${memberId}` : sql``}
      order by coalesce(a.ends_at, a.last_day) desc, a.id limit ${limit}`,
  )
  return [...rows]
}

/**
 * Enters an absence: one's own, or of somebody whose absences one's role may enter. Throws `forbidden`, `refused` by the rule that it breaks
 * (`absence.backwards`, `absence.no_time`), `invalid` for a member who is not here.
 */
export async function createAbsence(ctx: Context, input: unknown): Promise<Absence> {
  const scope = authorise(ctx, 'absence', 'create')
  const values = parse(AbsenceCreate, input)
  const { memberId = ctx.access.memberId, firstDay, lastDay, startsAt, endsAt, note = null } = values
  if (!memberId) throw forbidden('Only a person is absent.', 'absence.create')
  if (!withinScope(ctx.access, scope, { ownerId: memberId })) throw notYours()
  refuseFault(faultOfAbsence(values))
  const id = uuidv7()
  return write(ctx, async ({ tx, emit }) => {
    const [member] = await tx<{ name: string }[]>`
      select name from member where workspace_id = ${ctx.workspaceId} and id = ${memberId} and deleted_at is null for update`
    if (!member) return refuseMissing('memberId', 'member')
    const [{ n } = { n: 0 }] = await tx<{ n: number }[]>`
      select count(*)::int as n from absence where workspace_id = ${ctx.workspaceId} and member_id = ${memberId}`
    if (n >= most.absences)
      throw conflict(`At most ${most.absences} absences.`, { n: most.absences }, 'absence.too_many')
    await tx`insert into absence ${tx({
      id,
      workspace_id: ctx.workspaceId,
      member_id: memberId,
      first_day: firstDay ?? null,
      last_day: lastDay ?? null,
      starts_at: startsAt ?? null,
      ends_at: endsAt ?? null,
      note,
      created_at: ctx.clock().toISOString(),
    })}`
    emit(absenceEvents.created(id, { memberId }, { after: spanOf(values) }))
    const [made] = await tx<Absence[]>`
      select ${columns(tx)} from absence a join member m on m.id = a.member_id where a.id = ${id}`
    return made!
  })
}

const spanOf = ({ firstDay, lastDay, startsAt, endsAt }: AbsenceCreate) =>
  firstDay ? { firstDay, lastDay } : { startsAt, endsAt }

/** Takes an absence back: from now on it does not count, what it closed before stays closed. Throws `not_found`, also for one out of the asker's sight. */
export async function removeAbsence(ctx: Context, id: string): Promise<void> {
  const scope = authorise(ctx, 'absence', 'archive')
  await write(ctx, async ({ tx, emit }) => {
    const [absence] = isUuid(id)
      ? await tx<{ memberId: string }[]>`
          select member_id from absence where workspace_id = ${ctx.workspaceId} and id = ${id} and deleted_at is null for update`
      : []
    if (!absence || !withinScope(ctx.access, scope, { ownerId: absence.memberId })) throw notFound('absence')
    await tx`update absence set deleted_at = ${ctx.clock().toISOString()} where id = ${id}`
    emit(absenceEvents.archived(id, { memberId: absence.memberId }))
  })
}

const notYours = () => forbidden('Their absences are not yours to enter.', 'absence.create')
