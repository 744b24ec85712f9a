import { type Access, actions, covers, objects, type Role, roles } from '../core/grants.rules'
import { accessAs, grantOf } from './policy.rules'

/** Whether everything that `role` may do, `of` may do too: so that nobody gives away more than they have. */
export function isWithinPower(role: Role, of: Pick<Access, 'grants'>): boolean {
  return objects.every(object => {
    const asked = grantOf(role, object)
    const held = of.grants[object] ?? {}
    const wanted = actions.filter(action => asked[action])
    if (wanted.length === 0) return true
    const actionsFit = wanted.every(action => covers(held[action], asked[action]!))
    return actionsFit && fieldsFit(asked.readable, held.readable) && fieldsFit(asked.writable, held.writable)
  })
}

const fieldsFit = (asked: readonly string[] | undefined, held: readonly string[] | undefined): boolean =>
  !held || (asked?.every(field => held.includes(field)) ?? false)

/** Roles that somebody with this role may give to a key. */
export const rolesWithin = (of: Role): Role[] => roles.filter(role => isWithinPower(role, accessAs(of)))
