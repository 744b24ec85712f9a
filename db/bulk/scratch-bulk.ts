import { workContext } from '../access/work-context'
import type { Context } from '../core/context'
import type { AnyRecord } from '../core/record.model'
import type { Entity } from '../records/entity'
import type { TestDatabase } from '../testing/test-database'
import { askBulk } from './ask-bulk'
import type { Bulk, BulkFault } from './bulk.model'
import { listBulkFaults, readBulk } from './bulks.queries'
import { runBulk, type Work, workerOf } from './run-bulk'
import { steerBulk } from './steer-bulk'
import { undoBulk } from './undo-bulk'

/** Bulk changes as people ask for them and a worker does them, to their end. */
export function scratchBulk(database: TestDatabase, asker: Context) {
  const { workspaceId } = asker
  const work = (id: string, more: Partial<Work> = {}): Work => ({
    contextOf: async () =>
      workContext(
        { db: database },
        { workspaceId, onBehalfOf: await workerOf(asker, id), id, cause: { type: 'bulk', id } },
      ),
    maxMs: 600_000,
    ...more,
  })
  return {
    work,
    ask: async (input: unknown, ctx = asker): Promise<Bulk> => {
      const { id } = await askBulk(ctx, input)
      await runBulk(id, work(id))
      return readBulk(ctx, id)
    },
    undo: async (id: string, ctx = asker): Promise<Bulk> => {
      await steerBulk(ctx, id, 'undo')
      await undoBulk(id, work(id))
      return readBulk(ctx, id)
    },
    faults: async (id: string, ctx = asker): Promise<BulkFault[]> => {
      const all: BulkFault[] = []
      for (let after: string | undefined | null; after !== null; ) {
        const page = await listBulkFaults(ctx, id, { limit: 100, after })
        all.push(...page.results)
        after = page.next
      }
      return all
    },
    /** Every record of a kind by its id, without what each write moves on. */
    all: async ({ name }: Entity): Promise<Record<string, AnyRecord>> => {
      const rows = await database.owner<{ row: AnyRecord }[]>`
        select to_jsonb(t) - 'version' - 'updated_at' as row from ${database.owner(name)} t where workspace_id = ${workspaceId}`
      return Object.fromEntries(rows.map(({ row }) => [row.id, row]))
    },
  }
}
