import type postgres from 'postgres'
import type { Context } from '../core/context'
import { compileFilter } from '../filter/compile'
import type { FilterCatalogue } from '../filter/filter.model'
import type { ListAsked } from './list-records'
import { entityNamed } from './registry'
import { type Wanted, wantedSql } from './words'

/** What a record must fulfil to be among those asked for: workspace, bin, scope, words and filter. */
export function conditions(
  ctx: Context,
  sql: postgres.ReservedSql,
  asked: Pick<ListAsked, 'filter' | 'deleted'> & { wanted: Wanted },
  catalogue: FilterCatalogue,
  scope: postgres.Fragment,
): postgres.Fragment {
  const matches = wantedSql(ctx, sql, entityNamed(catalogue.entity)!, asked.wanted)
  const filter = asked.filter
    ? sql`and ${compileFilter(sql, asked.filter, catalogue, { now: ctx.clock(), timeZone: ctx.timeZone, alias: 't' })}`
    : sql``
  // Said outright, though row-level security says it too: the planner then takes the index that begins with it.
  return sql`t.workspace_id = ${ctx.workspaceId} and t.deleted_at is ${asked.deleted ? sql`not null` : sql`null`} ${scope} ${matches} ${filter}`
}
