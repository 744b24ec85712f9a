import { authorise, type Context } from '../core/context'
import { conflict, forbidden, refused } from '../core/errors'
import { write } from '../events/write'
import { roleEvents } from './access.events'
import { takeTurns } from './create-role'
import { grantsOfRole, isBuiltIn } from './policy.rules'
import { isWithinPower } from './power.rules'
import { lockRole } from './roles.queries'

/** How many of those who hold a role are named. */
const mostNamed = 5

/**
 * Removes a role of the workspace's own, with its versions. Throws `conflict` (`role.held`) where a member, an open invitation or a key has it, with who
 * does; `invalid` (`role.built_in`) for one that Sextant comes with.
 */
export async function removeRole(ctx: Context, key: string): Promise<void> {
  authorise(ctx, 'role', 'archive')
  await write(ctx, async ({ tx, emit }) => {
    await takeTurns(ctx, tx)
    const role = await lockRole(tx, key)
    if (isBuiltIn(key) || !role.id)
      throw refused('role.built_in', 'A role that Sextant comes with keeps its name, and cannot be removed.')
    if (!isWithinPower(grantsOfRole(key, role.grants), ctx.access))
      throw forbidden('This role can do more than you can, so it is not yours to change.', 'role.power')
    const holders = await tx<{ name: string }[]>`
      select name from member where role = ${key} and deleted_at is null
      union all select email from invitation where role = ${key} and accepted_at is null and revoked_at is null
      union all select name from api_key where role = ${key} and revoked_at is null
      order by 1`
    if (holders.length)
      throw conflict(
        'Somebody has this role. Give them another first.',
        {
          n: holders.length,
          who: holders
            .slice(0, mostNamed)
            .map(({ name }) => name)
            .join(', '),
          others: Math.max(0, holders.length - mostNamed),
        },
        'role.held',
      )
    await tx`delete from role_version where role_id = ${role.id}`
    await tx`delete from role where id = ${role.id}`
    emit(
      roleEvents.archived(
        role.id,
        { key, name: role.name },
        { before: { name: role.name, grants: role.grants } },
      ),
    )
  })
}
