import type postgres from 'postgres'
import { snakeCase } from '../core/names.rules'
import { allFields } from './columns'
import type { Entity } from './entity'

/** JSON text of the names that the references of the rows `shown` (a name of the query) point to. */
export function namesOf(
  sql: postgres.ReservedSql,
  entity: Entity,
  keys: readonly string[] | undefined,
): postgres.Fragment {
  const references = Object.entries(allFields(entity)).filter(
    ([key, field]) => field.kind === 'reference' && (!keys || keys.includes(key)),
  )
  const byTable = new Map<string, string[]>()
  for (const [key, field] of references)
    byTable.set(field.refersTo!, [...(byTable.get(field.refersTo!) ?? []), `(${snakeCase(key)})`])
  if (byTable.size === 0) return sql`'{}'::text`
  // Each is looked up by its id, once: a join would rather read all of a workspace's customers for fifty of them.
  const unions = [...byTable].map(
    ([table, columns]) =>
      `select r.id, r.name from (select distinct v.id from shown, lateral (values ${columns.map(column => column.replace('(', '(shown.')).join(', ')}) v (id) where v.id is not null) v cross join lateral (select r.id, r.name from "${table}" r where r.id = v.id limit 1) r`,
  )
  return sql`coalesce((select json_object_agg(id, name) from (${sql.unsafe(unions.join(' union all '))}) named), '{}')::text`
}
