import type { Access, Role } from '../access/policy.rules'
import type { Context } from '../core/context'
import type { Entity } from './entity'

/** What follows from a role and an entity alone: worked out once for each, for neither changes while a process runs. */
export function perRole<T>(
  work: (anybody: Access, entity: Entity) => T,
): (ctx: Pick<Context, 'access'>, entity: Entity) => T {
  const known = new WeakMap<Entity, Map<Role, { made: T }>>()
  return ({ access: { role } }, entity) => {
    const ofEntity = known.get(entity) ?? new Map<Role, { made: T }>()
    known.set(entity, ofEntity)
    const kept = ofEntity.get(role) ?? { made: work({ role, memberId: null, teamMemberIds: [] }, entity) }
    ofEntity.set(role, kept)
    return kept.made
  }
}
