import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { conflict } from '../core/errors'
import { uuidv7 } from '../core/ids'
import { nameKey } from '../core/keys'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { teamEvents } from './access.events'
import { type Team, TeamCreate } from './access.model'
import { checkTeam } from './members.queries'

/** A team that members can be put in. Throws `conflict` when its name is taken. */
export async function createTeam(ctx: Context, input: unknown): Promise<Team> {
  authorise(ctx, 'member', 'create')
  const { name, country = null, parentId = null } = parse(TeamCreate, input)
  return write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    await refuseTaken(tx, name)
    await checkTeam(tx, parentId, 'parentId')
    const team = { id: uuidv7(), name, country, parentId }
    await tx`insert into team ${tx({ id: team.id, workspace_id: ctx.workspaceId, name, country, parent_id: parentId })}`
    emit(teamEvents.created(team.id, {}, { after: { name, country, parentId } }))
    return team
  })
}

/** Two who change the tree of teams at the same moment take turns. */
export const takeTurns = (ctx: Context, tx: Tx) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`team ${ctx.workspaceId}`}, 0))`

/** Throws `conflict` for the name of another team. */
export async function refuseTaken(tx: Tx, name: string, id: string | null = null): Promise<void> {
  const others = await tx<{ name: string }[]>`select name from team where id is distinct from ${id}`
  if (others.some(team => nameKey(team.name) === nameKey(name))) throw nameTaken()
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
