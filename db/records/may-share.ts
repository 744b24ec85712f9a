import type { Context } from '../core/context'
import { invalid } from '../core/errors'
import { scopeOf, withinScope } from '../core/grants.rules'
import type { AnyRecord } from '../core/record.model'
import type { Entity } from './entity'
import { entityNamed } from './registry'
import { whoseOf } from './scope'

/** Whether the record is within the scope in which the asker's role changes such records, which a share alone does not make it. */
export function mayShare(ctx: Context, entity: Entity, record: AnyRecord): boolean {
  const scope = scopeOf(ctx.access, entity.name, 'update')
  return scope !== undefined && withinScope(ctx.access, scope, whoseOf(entity, record))
}

/** The kind of that name, of records that have owners. Throws `invalid` at `/entity` for another. */
export function ownedKind(name: string): Entity {
  const entity = entityNamed(name)
  if (!entity || !('ownerId' in entity.model.fields))
    throw wrongShare('/entity', 'share_kind', 'Records of this kind belong to everybody and are not shared.')
  return entity
}

/** What is asked for is wrong at one place. */
export const wrongShare = (pointer: string, code: string, message: string) =>
  invalid([{ pointer, code, message, params: { field: pointer.slice(1) } }])
