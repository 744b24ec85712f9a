import { authorise, type Context } from '../core/context'
import { conflict } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { nameKey } from '../core/keys'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { teamEvents } from './access.events'
import { type Team, TeamCreate } from './access.model'

/** A team that members can be put in. Throws `conflict` when its name is taken. */
export async function createTeam(ctx: Context, input: unknown): Promise<Team> {
  authorise(ctx, 'member', 'create')
  const { name, country = null } = parse(TeamCreate, input)
  return write(ctx, async ({ tx, emit }) => {
    // Two teams of one name at the same moment take turns.
    await tx`select pg_advisory_xact_lock(hashtextextended(${`team ${ctx.workspaceId}`}, 0))`
    const others = await tx<{ name: string }[]>`select name from team`
    if (others.some(team => nameKey(team.name) === nameKey(name))) throw nameTaken()
    const team = { id: uuidv7(), name, country }
    await tx`insert into team ${tx({ ...team, workspace_id: ctx.workspaceId })}`
    emit(teamEvents.created(team.id, {}, { after: { name, country } }))
    return team
  })
}

function nameTaken() {
  const fault = conflict('There is already a team of this name.', {}, 'team.name_taken')
  fault.details.problems = [
    {
      pointer: '/name',
      code: 'duplicate',
      message: 'There is already a team of this name.',
      params: { field: 'name' },
    },
  ]
  return fault
}
