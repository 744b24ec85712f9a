import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { conflict, forbidden, invalid } from '../core/errors'
import type { Grants } from '../core/grants.rules'
import { uuidv7 } from '../core/ids'
import { nameKey } from '../core/keys'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { roleEvents } from './access.events'
import { grantsOfRole, isBuiltIn } from './policy.rules'
import { isWithinPower } from './power.rules'
import { type Role, RoleCreate } from './role.model'
import { grantProblems, wholeGrants } from './role.rules'
import { lockRole, roleObjects, shown } from './roles.queries'

const mostRoles = 200

/**
 * A role of the workspace's own, with the grants given, else with those of its base. Throws `conflict` when its name is taken, `invalid` for grants
 * that contradict each other, `forbidden` (`role.power`) for more than the asker may do.
 */
export async function createRole(ctx: Context, input: unknown): Promise<Role> {
  authorise(ctx, 'role', 'create')
  const { name, base, grants: given } = parse(RoleCreate, input)
  return write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    const model = await lockRole(tx, base).catch(() => {
      throw invalid([
        {
          pointer: '/base',
          code: 'reference_missing',
          message: 'There is no such role here.',
          params: { field: 'base', entity: 'role' },
        },
      ])
    })
    const grants = wholeGrants(given ?? grantsOfRole(model.key, model.grants))
    await checkGrants(ctx, tx, grants)
    const others = await namesOf(tx)
    if (others.length >= mostRoles) throw conflict('There are too many roles.', {}, 'role.too_many')
    refuseTaken(name, others)
    const key = keyFrom(name, others)
    const at = ctx.clock().toISOString()
    const row = { id: uuidv7(), key, name, base: model.base, grants, version: 1, updatedAt: at }
    await tx`insert into role ${tx({ id: row.id, workspace_id: ctx.workspaceId, key, name, base: row.base, grants: tx.json(grants as never), version: 1, updated_at: at })}`
    await keepVersion(ctx, tx, row)
    emit(roleEvents.created(row.id, { key, version: 1 }, { after: { name, grants } }))
    return shown(ctx.access, row, {})
  })
}

/** Two who write roles of a workspace at the same moment take turns. */
export const takeTurns = (ctx: Context, tx: Tx) =>
  tx`select pg_advisory_xact_lock(hashtextextended(${`role ${ctx.workspaceId}`}, 0))`

/** Refuses grants that contradict each other, and more than the asker may do. */
export async function checkGrants(ctx: Context, tx: Tx, grants: Grants): Promise<void> {
  const problems = grantProblems(grants, await roleObjects(ctx, tx))
  if (problems.length) throw invalid(problems)
  if (!isWithinPower(grants, ctx.access))
    throw forbidden('A role that you save can do no more than you can.', 'role.power')
}

export const namesOf = (tx: Tx) => tx<{ key: string; name: string | null }[]>`select key, name from role`

/** Throws `conflict` for the name of another role. */
export function refuseTaken(name: string, others: readonly { name: string | null }[]): void {
  if (!others.some(other => other.name !== null && nameKey(other.name) === nameKey(name))) return
  const fault = conflict('There is already a role of this name.', {}, 'role.name_taken')
  fault.details.problems = [
    {
      pointer: '/name',
      code: 'duplicate',
      message: 'There is already a role of this name.',
      params: { field: 'name' },
    },
  ]
  throw fault
}

/** By what a role is written in members, keys and invitations: its name in small letters, as far as that has any, else `role`, and a number where another has it. */
function keyFrom(name: string, others: readonly { key: string }[]): string {
  const plain =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^[^a-z]+|_$/g, '')
      .slice(0, 30) || 'role'
  const isTaken = (key: string) => isBuiltIn(key) || others.some(other => other.key === key)
  for (let n = 1, key = plain; ; key = `${plain}_${++n}`) if (!isTaken(key)) return key
}

/** What is saved stays as a version that one can go back to. */
export async function keepVersion(
  ctx: Pick<Context, 'workspaceId' | 'actor'>,
  tx: Tx,
  {
    id,
    version,
    name,
    grants,
    updatedAt,
  }: { id: string; version: number; name: string | null; grants: Grants; updatedAt: string | null },
): Promise<void> {
  await tx`insert into role_version ${tx({
    workspace_id: ctx.workspaceId,
    role_id: id,
    version,
    name,
    grants: tx.json(grants as never),
    saved_at: updatedAt,
    saved_by: updatedAt === null ? null : ctx.actor.name,
  })}`
}
