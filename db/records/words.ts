import type postgres from 'postgres'
import type { Context } from '../core/context'
import type { Tx } from '../core/database'
import { searchText } from '../core/keys'
import { snakeCase } from '../core/names.rules'
import type { Entity } from './entity'
import { readableFields } from './scope'

/** The words that are looked for, as `search` keeps them: at most eight. */
export const wordsOf = (q: string): string[] => searchText([q]).split(/\s+/).filter(Boolean).slice(0, 8)

/** A text in which LIKE sees no wildcards. */
export const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/**
 * That each word stands in the searched fields of row `t`; begins with `and`. The column `search` has all searched fields in it, and its index
 * serves; of a role that may not read all of them, a word must stand in those it may read as well, else it would find people by
 * addresses that it is not shown. There the accents are forgiven by Postgres, which knows a few letters fewer.
 */
export function wordsSql(ctx: Context, sql: Tx, entity: Entity, q: string): postgres.Fragment {
  if (!q) return sql``
  const readable = readableFields(ctx, entity)
  const shown = Object.entries(entity.model.fields)
    .filter(([key, { traits }]) => traits.searched && readable?.includes(key))
    .map(([key]) => `t.${snakeCase(key)}`)
  const text = sql.unsafe(
    shown.length ? `lower(unaccent(normalize(concat_ws(' ', ${shown.join(', ')}), NFKC)))` : `''`,
  )
  return wordsOf(q)
    .map(word => `%${literal(word)}%`)
    .map(like =>
      readable ? sql`and t.search like ${like} and ${text} like ${like}` : sql`and t.search like ${like}`,
    )
    .reduce((all, one) => sql`${all} ${one}`, sql``)
}
