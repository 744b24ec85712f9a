import { authorise, type Context } from '../core/context'
import { conflict } from '../core/errors'
import { write } from '../events/write'
import { teamEvents } from './access.events'
import { takeTurns } from './create-team'
import { teamOf } from './update-team'

/** How many of those who are in a team are named. */
const mostNamed = 5

/**
 * Removes a team that nobody is in; those who have left go to the team above it, so that what they owned stays in somebody's sight. Throws `conflict`
 * (`team.held`, with who) where people, invitations or teams are in it.
 */
export async function removeTeam(ctx: Context, id: string): Promise<void> {
  authorise(ctx, 'member', 'archive')
  await write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    const team = await teamOf(tx, id)
    const inside = await tx<{ name: string }[]>`
      select name from member where team_id = ${team.id} and deleted_at is null
      union all select name from team where parent_id = ${team.id}
      union all select email from invitation where team_id = ${team.id} and accepted_at is null and revoked_at is null
      order by 1`
    if (inside.length)
      throw conflict(
        'Somebody is in this team. Move them first.',
        {
          n: inside.length,
          who: inside
            .slice(0, mostNamed)
            .map(({ name }) => name)
            .join(', '),
        },
        'team.held',
      )
    await tx`update member set team_id = ${team.parentId} where team_id = ${team.id}`
    const at = ctx.clock().toISOString()
    await tx`update record_share set ended_at = ${at} where team_id = ${team.id} and ended_at is null`
    await tx`delete from team where id = ${team.id}`
    emit(teamEvents.archived(team.id, { name: team.name }))
  })
}
