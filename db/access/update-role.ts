import { changeOf } from '../core/change-of'
import { authorise, type Context } from '../core/context'
import { forbidden, refused } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { roleEvents } from './access.events'
import { checkGrants, keepVersion, namesOf, refuseTaken, takeTurns } from './create-role'
import { grantsOfRole, isBuiltIn } from './policy.rules'
import { isWithinPower } from './power.rules'
import { type Role, RoleUpdate } from './role.model'
import { wholeGrants } from './role.rules'
import { heldOf, lockRole, shown } from './roles.queries'

/**
 * Saves another version of a role; every edge forgets at once what who holds it may do. The administrator's stays whole, and a built-in one keeps its
 * name. Throws as `createRole` does, and `stale` where `version`, when given, is not the role's.
 */
export async function updateRole(
  ctx: Context,
  key: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<Role> {
  authorise(ctx, 'role', 'update')
  const values = parse(RoleUpdate, input)
  return write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    const role = await lockRole(tx, key)
    if (key === 'admin')
      throw refused(
        'role.admin_whole',
        'The administrator’s role stays whole, so that a workspace has somebody who can do everything.',
      )
    checkVersion(version, role.version)
    const before = { name: role.name, grants: wholeGrants(grantsOfRole(key, role.grants)) }
    if (!isWithinPower(before.grants, ctx.access))
      throw forbidden('This role can do more than you can, so it is not yours to change.', 'role.power')
    if (values.name !== undefined && isBuiltIn(key))
      throw refused('role.built_in', 'A role that Sextant comes with keeps its name, and cannot be removed.')
    const after = {
      name: values.name ?? before.name,
      grants: values.grants ? wholeGrants(values.grants) : before.grants,
    }
    const change = changeOf(before, after)
    if (!change) return shown(ctx.access, role, await heldOf(tx, key))
    if (values.grants) await checkGrants(ctx, tx, after.grants)
    if (values.name !== undefined)
      refuseTaken(
        values.name,
        (await namesOf(tx)).filter(other => other.key !== key),
      )
    const at = ctx.clock().toISOString()
    const id = role.id ?? uuidv7()
    const row = { ...role, ...after, id, version: role.version + 1, updatedAt: at }
    // What it began with is a version too.
    if (!role.id) await keepVersion(ctx, tx, { ...role, ...before, id })
    await tx`
      insert into role ${tx({ id, workspace_id: ctx.workspaceId, key, name: row.name, base: row.base, grants: tx.json(row.grants as never), version: row.version, updated_at: at })}
      on conflict (workspace_id, key) do update
      set name = excluded.name, grants = excluded.grants, version = excluded.version, updated_at = excluded.updated_at`
    await keepVersion(ctx, tx, row)
    emit(roleEvents.updated(id, { key, version: row.version }, change))
    return shown(ctx.access, row, await heldOf(tx, key))
  })
}
