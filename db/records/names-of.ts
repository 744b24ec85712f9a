import type postgres from 'postgres'
import type { Context } from '../core/context'
import { snakeCase } from '../core/names.rules'
import { allFields } from './columns'
import type { Entity } from './entity'
import { reachSql } from './scope'

/** JSON text of the names that the references of the rows `shown` (a name of the query) point to, as far as the asker may read them. */
export function namesOf(
  ctx: Context,
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
  const unions = [...byTable].map(([table, columns]): postgres.Fragment => {
    const ids = columns.length === 1 ? columns[0] : `unnest(array[${columns.join(', ')}])`
    const named = `select t.id, t.name from "${table}" t where t.id = any(array(select ${ids} from shown))`
    return sql`${sql.unsafe(named)} ${reachSql(ctx, sql, table)}`
  })
  const named = unions.reduce((all, one) => sql`${all} union all ${one}`)
  return sql`coalesce((select json_object_agg(id, name) from (${named}) named), '{}')::text`
}
