import type postgres from 'postgres'
import type { Context } from '../core/context'
import { inWorkspace, type Tx } from '../core/database'
import { scopeOf } from '../core/grants.rules'
import { snakeCase } from '../core/names.rules'
import { postgresFault } from '../core/postgres-faults'
import { type AskedWord, askedWords, literal } from './asked-words.rules'
import type { Entity } from './entity'
import { readableFields, scopeSql } from './scope'

/** What is looked for: words, or where no record has them, the records that have them but for a slip of the hand. */
export type Wanted = { words: readonly AskedWord[] } | { ids: readonly string[] }

export const wantedWords = (q: string): Wanted => ({ words: askedWords(q) })

/**
 * That row `t` is among those wanted; begins with `and`. The column `search` has all searched fields in it, and its index serves; of a role that may not
 * read all of them, a word must stand in those it may read as well, else it would find people by addresses that it is not shown.
 */
export function wantedSql(ctx: Context, sql: Tx, entity: Entity, wanted: Wanted): postgres.Fragment {
  if ('ids' in wanted) return sql`and t.id = any(${[...wanted.ids]}::uuid[])`
  return every(
    sql,
    wanted.words.map(({ likes }) => {
      const found = any(sql, sql`t.search`, likes)
      const text = shownText(ctx, sql, entity)
      return text ? sql`and ${found} and ${any(sql, text, likes)}` : sql`and ${found}`
    }),
  )
}

/** How well row `t` fits, as a number: 0 is named just so, 1 begins so, 2 has each word whole, 3 has each at the beginning of a word, 4 has them. */
export function rankSql(
  ctx: Context,
  sql: Tx,
  entity: Entity,
  words: readonly AskedWord[],
): postgres.Fragment {
  const text = shownText(ctx, sql, entity) ?? sql`t.search`
  const all = literal(words.map(word => word.text).join(' '))
  const each = (pattern: (word: string) => string) =>
    every(
      sql,
      words.map(word => sql`and ${text} like ${pattern(literal(word.text))}`),
    )
  return sql`(case
    when ${text} like ${` ${all}  %`} then 0
    when ${text} like ${` ${all}%`} then 1
    when true ${each(word => `% ${word} %`)} then 2
    when true ${each(word => `% ${word}%`)} then 3
    else 4 end)`
}

/** At most so many for each entity: who slipped looks for one. */
const mostSlips = 200
/** Where searches have no index of their own, reading all for a slip takes longer than anybody waits. */
const slipMs = 1500

/**
 * Ids of records, live or in the bin, in which each word stands with at most one slip of the hand (“krugr” for Krüger), one of them with one; up to 200 of each
 * entity. They are known by their looks, not yet by what else is asked. None where that takes too long.
 */
export async function slippedIds(
  ctx: Context,
  entities: readonly Entity[],
  words: readonly AskedWord[],
): Promise<string[]> {
  const slipped = words.filter(word => word.slips.length)
  if (slipped.length === 0 || entities.length === 0) return []
  try {
    return await inWorkspace(ctx, async tx => {
      // Each pattern is looked up in the index: the planner knows nothing of patterns, and would rather read all records.
      await tx`select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true), set_config('statement_timeout', ${String(slipMs)}, true)`
      const parts = entities.flatMap(entity =>
        slipped.map(
          word =>
            tx`(${slipsSql(
              ctx,
              tx,
              entity,
              word,
              words.filter(other => other !== word),
            )})`,
        ),
      )
      const rows = await tx<{ id: string }[]>`${parts.reduce((all, one) => tx`${all} union ${one}`)}`
      return rows.map(({ id }) => id)
    })
  } catch (error) {
    if (postgresFault(error) === 'busy') return []
    throw error
  }
}

function slipsSql(
  ctx: Context,
  sql: Tx,
  entity: Entity,
  word: AskedWord,
  others: readonly AskedWord[],
): postgres.Fragment {
  const text = shownText(ctx, sql, entity)
  const either = (one: AskedWord) => sql`${[...one.likes, ...one.slips]}::text[]`
  const rest = every(
    sql,
    others.map(one => sql`and t.search like any(${either(one)})`),
  )
  const shown = text
    ? every(
        sql,
        [word, ...others].map(one => sql`and ${text} like any(${either(one)})`),
      )
    : sql``
  return sql`
    select found.id from unnest(${[...word.slips]}::text[]) slip,
    lateral (
      select t.id from ${sql(entity.name)} t
      where t.workspace_id = ${ctx.workspaceId} and t.search like slip
        ${scopeSql(ctx, sql, entity, scopeOf(ctx.access, entity.name, 'read')!)} ${rest} ${shown}
      limit ${sql.unsafe(String(mostSlips))}) found
    limit ${sql.unsafe(String(mostSlips))}`
}

/** The searched text of row `t` that the asker may read, as `search` keeps it; undefined where that is all of it. */
function shownText(ctx: Context, sql: Tx, entity: Entity): postgres.Fragment | undefined {
  const readable = readableFields(ctx, entity)
  if (!readable) return undefined
  const searched = Object.entries(entity.model.fields).filter(
    ([key, { traits }]) => traits.searched && readable.includes(key),
  )
  const columns = searched.flatMap(([key, { kind }]) => {
    const column = `t.${snakeCase(key)}`
    if (key === entity.titleField) return [`${column} || ' '`]
    return kind === 'phone' ? [column, `replace(plain_phone(${column}), ' ', '')`] : [column]
  })
  return sql.unsafe(columns.length ? `(' ' || folded(concat_ws(' ', ${columns.join(', ')})) || ' ')` : `''`)
}

const any = (sql: Tx, text: postgres.Fragment, likes: readonly string[]): postgres.Fragment =>
  sql`(${likes.map(like => sql`${text} like ${like}`).reduce((all, one) => sql`${all} or ${one}`)})`

const every = (sql: Tx, parts: readonly postgres.Fragment[]): postgres.Fragment =>
  parts.reduce((all, one) => sql`${all} ${one}`, sql``)
