import type { Entity } from '@sextant/db/records/entity'

/** Entities whose writes outdate a page of this one: itself, what it names, and the fields of the workspace. */
export const touching = (entity: Entity): string[] => [
  entity.name,
  'member',
  'custom_field',
  ...Object.values(entity.model.fields).flatMap(({ refersTo }) => refersTo ?? []),
]
