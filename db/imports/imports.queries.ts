import { authorise, type Context } from '../core/context'
import { inWorkspace, readOnce, type Tx } from '../core/database'
import { notFound } from '../core/errors'
import { isUuid } from '../core/ids'
import { problemsOf } from '../mapping/check-mapping.rules'
import type { ImportFault } from '../mapping/mapping.model'
import type { Import } from './import.model'
import { shownFaults, shownImport } from './shown-import'

type Stored = Omit<Import, 'counts' | 'problems' | 'rowsTotalExact'> & Import['counts'] & { rowsRead: number }

/** The settings of an import `i`. One begun before it had a time zone is read in the workspace's. */
export const settingsSql = `jsonb_build_object('timeZone', (select w.time_zone from workspace w where w.id = i.workspace_id)) || i.settings as settings`

const columns = `i.id, i.version, i.name, i.entity, i.state, i.asked, i.file_id, f.bytes, i.byte_offset, i.format, ${settingsSql}, i.mapping, i.columns,
  i.rows_read as read, i.rows_created as created, i.rows_updated as updated, i.rows_skipped as skipped, i.rows_refused as refused,
  i.rows_total, i.preview, i.undo, i.failure, i.created_by,
  to_json(i.created_at) #>> '{}' as created_at, to_json(i.started_at) #>> '{}' as started_at, to_json(i.finished_at) #>> '{}' as finished_at`

const asImport = ({ read, created, updated, skipped, refused, ...row }: Stored): Import => ({
  ...row,
  // Those begun before it could be said have nothing above their table.
  format: { ...row.format, above: row.format.above ?? 0 },
  undo: row.undo && {
    undone: row.undo.undone,
    kept: row.undo.kept,
    finished: row.undo.finished,
    conflicts: row.undo.conflicts,
  },
  counts: { read, created, updated, skipped, refused },
  rowsTotalExact: row.state === 'done' || row.state === 'undoing' || row.state === 'undone',
  problems: problemsOf(row.entity, row.mapping, row.settings),
})

/** An import inside a transaction. Throws `not_found`. */
export async function importOf(tx: Tx, id: string, lock = false): Promise<Import> {
  const [row] = isUuid(id)
    ? await tx<
        Stored[]
      >`select ${tx.unsafe(columns)} from import i join file f on f.id = i.file_id where i.id = ${id} ${lock ? tx`for update of i` : tx``}`
    : []
  if (!row) throw notFound('import')
  return asImport(row)
}

/** The import that work is about, by its own id or by that of its latest check; undefined when there is none, or the check was overtaken. */
export async function importOfWork(
  where: Pick<Context, 'db' | 'workspaceId'>,
  id: string,
): Promise<string | undefined> {
  const [found] = await inWorkspace(
    where,
    tx => tx<{ id: string }[]>`select id from import where id = ${id} or check_id = ${id}`,
  )
  return found?.id
}

/** As far as the asker may look into it. */
export async function readImportOf(ctx: Context, id: string): Promise<Import> {
  authorise(ctx, 'import', 'read')
  return shownImport(ctx, await inWorkspace(ctx, tx => importOf(tx, id)))
}

/** Newest first. `after` is the id of the last one shown. */
export async function listImports(
  ctx: Context,
  { limit, after }: { limit: number; after?: string },
): Promise<{ results: Import[]; next: string | null }> {
  authorise(ctx, 'import', 'read')
  const rows = await readOnce(
    ctx,
    sql => sql<Stored[]>`
      select ${sql.unsafe(columns)} from import i join file f on f.id = i.file_id
      ${after && isUuid(after) ? sql`where (i.created_at, i.id) < (select created_at, id from import where id = ${after})` : sql``}
      order by i.created_at desc, i.id desc limit ${limit + 1}`,
  )
  const results = rows.slice(0, limit).map(row => shownImport(ctx, asImport(row)))
  return { results, next: rows.length > limit ? results.at(-1)!.id : null }
}

/** Faults in the order of the file. `after` is `<row>.<n>` of the last one shown. */
export async function listFaults(
  ctx: Context,
  id: string,
  { limit, after }: { limit: number; after?: string },
): Promise<{ results: ImportFault[]; next: string | null }> {
  const job = await readImportOf(ctx, id)
  const [row = -1, n = -1] = /^\d+\.\d+$/.test(after ?? '') ? after!.split('.').map(Number) : []
  const found = await readOnce(
    ctx,
    sql => sql<ImportFault[]>`
      select row, n, "column", value, code, message, params from import_fault
      where import_id = ${id} and (row, n) > (${row}, ${n}) order by row, n limit ${limit + 1}`,
  )
  const results = shownFaults(ctx, job, found.slice(0, limit))
  const last = results.at(-1)
  return { results, next: found.length > limit && last ? `${last.row}.${last.n}` : null }
}
