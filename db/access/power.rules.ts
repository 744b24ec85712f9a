import { actions, objects, type Role, roles, type Scope } from '../core/grants.rules'
import { grantOf } from './policy.rules'

const width: Record<Scope, number> = { own: 1, team: 2, all: 3 }

/** Whether everything that `role` may do, `of` may do too: so that nobody gives away more than they have. */
export function isWithinPower(role: Role, of: Role): boolean {
  return objects.every(object => {
    const asked = grantOf(role, object)
    const held = grantOf(of, object)
    const wanted = actions.filter(action => asked[action])
    if (wanted.length === 0) return true
    const actionsFit = wanted.every(
      action => width[asked[action]!] <= (held[action] ? width[held[action]] : 0),
    )
    return actionsFit && fieldsFit(asked.readable, held.readable) && fieldsFit(asked.writable, held.writable)
  })
}

const fieldsFit = (asked: readonly string[] | undefined, held: readonly string[] | undefined): boolean =>
  !held || (asked?.every(field => held.includes(field)) ?? false)

/** Roles that somebody with this role may give to a key. */
export const rolesWithin = (of: Role): Role[] => roles.filter(role => isWithinPower(role, of))

/** The role a key acts with: its own while its maker's covers it, else the maker's. */
export const cappedRole = (key: Role, maker: Role | null): Role =>
  maker === null || isWithinPower(key, maker) ? key : maker
