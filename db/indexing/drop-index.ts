import { authorise, type Context } from '../core/context'
import { notFound } from '../core/errors'
import { searchVersion } from '../core/search-text'
import { write } from '../events/write'
import { forgetIndexes } from '../filter/known-indexes'
import { filterIndexEvents } from './indexing.events'

/**
 * Takes an index away: filters do without it at once, and what was kept goes bit by bit (`buildFilterIndexes`). It comes back where filters by the field are slow
 * again. Throws `not_found`, `forbidden`.
 */
export async function dropFilterIndex(ctx: Context, entity: string, field: string): Promise<void> {
  authorise(ctx, 'operations', 'archive')
  await write(ctx, async ({ tx, emit }) => {
    const dropped = await tx`
      update filter_index set state = 'dropping', folding = ${searchVersion}
      where workspace_id = ${ctx.workspaceId} and entity = ${entity} and field = ${field} and state <> 'dropping'`
    if (dropped.count === 0) throw notFound('filter index')
    emit(filterIndexEvents.dropped(ctx.workspaceId, { entity, field }))
  })
  forgetIndexes(ctx.db)
}
