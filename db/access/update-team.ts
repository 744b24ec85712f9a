import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { invalid, notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { teamEvents } from './access.events'
import { type Team, TeamUpdate } from './access.model'
import { refuseTaken, takeTurns } from './create-team'
import { checkTeam } from './members.queries'

/**
 * Renames a team or puts it under another; every edge forgets at once who sees what. Throws `conflict` when its name is taken, `invalid` at `/parentId`
 * (`team_loop`) when it would come to stand under itself.
 */
export async function updateTeam(ctx: Context, id: string, input: unknown): Promise<Team> {
  authorise(ctx, 'member', 'update')
  const values = parse(TeamUpdate, input) as Partial<Team>
  return write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    const before = await teamOf(tx, id)
    const after: Team = { ...before, ...values }
    const change = changeOf(before, after)
    if (!change) return before
    if (change.after.name !== undefined) await refuseTaken(tx, after.name, before.id)
    if (change.after.parentId) {
      await checkTeam(tx, after.parentId, 'parentId')
      if (await standsUnder(tx, after.parentId!, before.id)) throw loop()
    }
    await tx`
      update team set name = ${after.name}, country = ${after.country}, parent_id = ${after.parentId} where id = ${before.id}`
    emit(teamEvents.updated(before.id, {}, change))
    return after
  })
}

/** The team of this id. Throws `not_found`. */
export async function teamOf(tx: Tx, id: string): Promise<Team> {
  const [team] = isUuid(id)
    ? await tx<Team[]>`select id, name, country, parent_id from team where id = ${id} for update`
    : []
  if (!team) throw notFound('team')
  return team
}

/** Whether a team is the other one or stands under it. */
async function standsUnder(tx: Tx, id: string, other: string): Promise<boolean> {
  const above = await tx`
    with recursive above as (
      select id, parent_id from team where id = ${id}
      union select t.id, t.parent_id from team t join above a on t.id = a.parent_id)
    select 1 from above where id = ${other}`
  return above.length > 0
}

const loop = () =>
  invalid([
    {
      pointer: '/parentId',
      code: 'team_loop',
      message: 'A team cannot stand under itself.',
      params: { field: 'parentId' },
    },
  ])
