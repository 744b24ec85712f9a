import type postgres from 'postgres'
import { looked } from '../core/areas.model'
import type { Context } from '../core/context'
import { readOnce, type Tx } from '../core/database'
import { scopeOf } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'
import type { Entity } from '../records/entity'
import { registered } from '../records/registry'
import { readableFields, scopeSql } from '../records/scope'
import { rankSql, slippedIds, type Wanted, wantedSql, wantedWords } from '../records/words'
import type { Found } from './found.model'

/** Of a word that more records have, so many are compared. */
const mostRanked = 10_000
/** With so many records found nobody has slipped. */
const enough = 3

/**
 * Records whose searched text has every word of `q`, of all entities that the asker may read, at most `limit` of each: those named just so first, then those
 * whose name begins so, those that have whole words of it, beginnings, and parts. Where that is few, those after them that have each word but for one
 * slip of the hand. One statement, or three.
 */
export async function searchNames(ctx: Context, q: string, limit: number): Promise<Found[]> {
  const wanted = wantedWords(q)
  const entities = registered().filter(
    ({ name }) => looked.includes(name) && scopeOf(ctx.access, name, 'read'),
  )
  if (!('words' in wanted) || wanted.words.length === 0 || entities.length === 0) return []
  const found = await find(ctx, entities, wanted, limit, (sql, entity) =>
    rankSql(ctx, sql, entity, wanted.words),
  )
  if (found.length >= enough) return found
  const known = new Set(found.map(({ id }) => id))
  const ids = (await slippedIds(ctx, entities, wanted.words)).filter(id => !known.has(id))
  return ids.length ? [...found, ...(await find(ctx, entities, { ids }, limit, sql => sql`0`))] : found
}

async function find(
  ctx: Context,
  entities: readonly Entity[],
  wanted: Wanted,
  limit: number,
  rank: (sql: Tx, entity: Entity) => postgres.Fragment,
): Promise<Found[]> {
  const [row] = await readOnce(ctx, sql => {
    const parts = entities.map(entity => {
      return sql`(
        select t.id, ${entity.name}::text as entity, ${entity.area}::text as area, t.${sql(snakeCase(entity.titleField))} as name,
          ${detailSql(ctx, sql, entity)} as detail, ${rank(sql, entity)} as rank, ${looked.indexOf(entity.name)}::int as place, t.updated_at
        from (
          select t.* from ${sql(entity.name)} t
          where t.workspace_id = ${ctx.workspaceId} and t.deleted_at is null ${scopeSql(ctx, sql, entity, scopeOf(ctx.access, entity.name, 'read')!)} ${wantedSql(ctx, sql, entity, wanted)}
          limit ${sql.unsafe(String(mostRanked))}) t
        order by rank, t.updated_at desc limit ${limit})`
    })
    return sql<{ results: Found[] }[]>`
      select coalesce(json_agg(json_build_object('id', id, 'entity', entity, 'area', area, 'name', name, 'detail', detail) order by rank, place, updated_at desc), '[]') as results
      from (${parts.reduce((all, one) => sql`${all} union all ${one}`)}) found`
  })
  return row!.results
}

/** What tells records of one name apart, as far as the asker may read it. */
function detailSql(ctx: Context, sql: Tx, entity: Entity): postgres.Fragment {
  const { detailField } = entity
  const readable = readableFields(ctx, entity)
  if (!detailField || (readable && !readable.includes(detailField))) return sql`null::text`
  return sql`t.${sql(snakeCase(detailField))}::text`
}
