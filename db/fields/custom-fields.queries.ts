import type { Tx } from '../core/database'
import type { Field } from '../core/field.model'
import { asField, type CustomField } from './custom-field.model'

/** The workspace's own fields of an entity, those on top first, then in the order in which they were added. */
export async function customFieldsOf(tx: Tx, entity: string): Promise<CustomField[]> {
  const rows = await tx<CustomField[]>`
    select id, entity, key, label, kind, options, afterwards, top_position, created_at from custom_field
    where entity = ${entity} and deleted_at is null order by top_position, created_at, id`
  return [...rows]
}

/** The same of several entities, each by itself, in one look. */
export async function customFieldsOfAll(tx: Tx, entities: readonly string[]): Promise<CustomField[]> {
  const rows = await tx<CustomField[]>`
    select id, entity, key, label, kind, options, afterwards, top_position, created_at from custom_field
    where entity = any(${[...entities]}) and deleted_at is null
    order by array_position(${[...entities]}, entity), top_position, created_at, id`
  return [...rows]
}

/** The workspace's own fields of an entity, by key, as fields like any other. */
export async function customCatalogue(tx: Tx, entity: string): Promise<Record<string, Field>> {
  return Object.fromEntries(
    (await customFieldsOf(tx, entity)).map(definition => [definition.key, asField(definition)]),
  )
}
