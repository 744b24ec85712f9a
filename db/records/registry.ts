import type { Entity } from './entity'

const table = new Map<string, Entity>()

/** Fills the table in which the engine finds entities by name. `db/app/entities.ts` does so, and whoever opens a database has it filled. */
export function register(entities: readonly Entity[]): void {
  for (const entity of entities) table.set(entity.name, entity)
}

/** Every record entity. */
export function registered(): readonly Entity[] {
  if (table.size === 0)
    throw new Error('There are no entities: open the database by db/app/open-database.ts.')
  return [...table.values()]
}

/** The entity of that name; undefined for what is no record, such as a member. */
export const entityNamed = (name: string): Entity | undefined => registered() && table.get(name)
