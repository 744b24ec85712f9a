import type postgres from 'postgres'
import { looked } from '../core/areas.model'
import type { Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { scopeOf } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'
import type { Entity } from '../records/entity'
import { registered } from '../records/registry'
import { readableFields, scopeSql } from '../records/scope'
import { literal, wordsOf, wordsSql } from '../records/words'

/**
 * Records whose searched text has every word of `q`, of all entities that the asker may read: text of an array of
 * `{id, entity, area, name, detail}`, those whose name begins with the words first. At most `limit` of each entity. One statement.
 */
export async function searchNames(ctx: Context, q: string, limit: number): Promise<string> {
  const words = wordsOf(q)
  const wanted = registered().filter(({ name }) => looked.includes(name) && scopeOf(ctx.access, name, 'read'))
  if (words.length === 0 || wanted.length === 0) return '[]'
  const begins = `${words.map(literal).join(' ')}%`
  const [found] = await readOnce(ctx, sql => {
    const parts = wanted.map(entity => {
      return sql`(
        select t.id, ${entity.name}::text as entity, ${entity.area}::text as area, t.${sql(snakeCase(entity.titleField))} as name,
          ${detailSql(ctx, sql, entity)} as detail,
          (t.search like ${begins}) as begins, ${looked.indexOf(entity.name)}::int as place, t.updated_at
        from ${sql(entity.name)} t
        where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null ${scopeSql(ctx, sql, entity, scopeOf(ctx.access, entity.name, 'read')!)} ${wordsSql(ctx, sql, entity, q)}
        order by begins desc, t.updated_at desc limit ${limit})`
    })
    return sql<{ results: string }[]>`
      select coalesce(json_agg(json_build_object('id', id, 'entity', entity, 'area', area, 'name', name, 'detail', detail) order by begins desc, place, updated_at desc), '[]')::text as results
      from (${parts.reduce((all, one) => sql`${all} union all ${one}`)}) found`
  })
  return found!.results
}

/** What tells records of one name apart, as far as the asker may read it. */
function detailSql(ctx: Context, sql: Tx, entity: Entity): postgres.Fragment {
  const { detailField } = entity
  const readable = readableFields(ctx, entity)
  if (!detailField || (readable && !readable.includes(detailField))) return sql`null::text`
  return sql`t.${sql(snakeCase(detailField))}::text`
}
