import { authorise, type Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { invalid } from '../core/errors'
import type { Member, Team } from './access.model'

/** The columns of a member as the API shows them. */
export const memberColumns = (tx: Tx) =>
  tx`id, name, email, role, team_id, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created_at`

/** Everybody in the workspace, by name. */
export async function listMembers(ctx: Context): Promise<Member[]> {
  authorise(ctx, 'member', 'read')
  const rows = await readOnce(
    ctx,
    sql => sql<Member[]>`
      select ${memberColumns(sql)} from member where deleted_at is null order by name, id`,
  )
  return [...rows]
}

/** All teams, by name. */
export async function listTeams(ctx: Context): Promise<Team[]> {
  authorise(ctx, 'member', 'read')
  return [
    ...(await readOnce(
      ctx,
      sql => sql<Team[]>`select id, name, country, parent_id from team order by name, id`,
    )),
  ]
}

/** Refuses a team of somewhere else, at the field that names it. */
export async function checkTeam(
  tx: Tx,
  teamId: string | null | undefined,
  field: 'teamId' | 'parentId' = 'teamId',
): Promise<void> {
  if (!teamId) return
  const [team] = await tx`select 1 from team where id = ${teamId}`
  if (team) return
  throw invalid([
    {
      pointer: `/${field}`,
      code: 'reference_missing',
      message: 'There is no such team here.',
      params: { field, entity: 'team' },
    },
  ])
}
