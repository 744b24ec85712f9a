import type { Context } from '../core/context'
import type { Access, Grants } from '../core/grants.rules'
import type { Entity } from './entity'

/** What follows from a role's grants and an entity alone: worked out once for each, for neither changes while a process runs. */
export function perRole<T>(
  work: (granted: Pick<Access, 'grants'>, entity: Entity) => T,
): (ctx: Pick<Context, 'access'>, entity: Entity) => T {
  const known = new WeakMap<Entity, WeakMap<Grants, { made: T }>>()
  return ({ access: { grants } }, entity) => {
    const ofEntity = known.get(entity) ?? new WeakMap<Grants, { made: T }>()
    known.set(entity, ofEntity)
    const kept = ofEntity.get(grants) ?? { made: work({ grants }, entity) }
    ofEntity.set(grants, kept)
    return kept.made
  }
}
