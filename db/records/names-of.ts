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
    byTable.set(field.refersTo!, [...(byTable.get(field.refersTo!) ?? []), snakeCase(key)])
  if (byTable.size === 0) return sql`'{}'::text`
  // Looked up by their ids: a join would rather read all of a workspace's customers for fifty of them.
  const unions = [...byTable].map(([table, columns]) => {
    const ids = columns.map(column => `select ${column} from shown where ${column} is not null`)
    return `select r.id, r.name from "${table}" r where r.id = any(array(${ids.join(' union ')}))`
  })
  return sql`coalesce((select json_object_agg(id, name) from (${sql.unsafe(unions.join(' union all '))}) named), '{}')::text`
}
