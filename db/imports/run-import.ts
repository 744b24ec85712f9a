import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { notFound } from '../core/errors'
import { write } from '../events/write'
import { customFieldsOf } from '../fields/custom-fields.queries'
import { insertField } from '../fields/define-field'
import type { CsvRecord } from '../reading/csv.rules'
import { recordsBefore } from '../reading/format.rules'
import { readRecords } from '../reading/read-records'
import type { ImportState } from './import.model'
import { type Batch, importBatch } from './import-batch'
import { planImport, readImport } from './import-plan'
import { authoriseRows } from './import-rights'
import { importEvents } from './imports.events'

export interface RunOptions {
  /** Stops after this time; the next call goes on where this one stopped. */
  maxMs: number
  /** Called after each batch; throws to stop. */
  onBatch?: (rowsRead: number) => void
  /** How many rows are one transaction, at most. */
  batchRows?: number
}

const batchBytes = 4 * 1024 * 1024

/** Reads an import's rows in until its end, its pause, its cancellation or the time is over. Gives the state it is in then; safe to call at any time, by any number of workers. */
export async function runImport(
  ctx: Context,
  importId: string,
  { maxMs, onBatch, batchRows }: RunOptions,
): Promise<ImportState> {
  const until = ctx.clock().getTime() + maxMs
  const state = await beginImport(ctx, importId)
  if (state !== 'running') return state
  const { row, plan } = await inWorkspace(ctx, async tx => {
    const row = (await readImport(tx, importId))!
    authoriseRows(ctx, row)
    return { row, plan: await planImport(tx, row) }
  })
  let rowsRead = row.rowsRead
  let from = row.byteOffset
  for await (const group of batches(
    readRecords(ctx, row.fileId, row.format, from),
    from === 0 ? recordsBefore(row.format) : 0,
    from,
    batchRows,
  )) {
    const firstRow = rowsRead + 1 + recordsBefore(row.format)
    const outcome = await importBatch(ctx, plan, { ...group, from, firstRow })
    if (outcome === 'paused' || outcome === 'cancelled') return outcome
    if (outcome === 'elsewhere') break
    rowsRead += group.records.length
    from = group.to
    onBatch?.(rowsRead)
    if (group.last || ctx.clock().getTime() >= until) break
  }
  return inWorkspace(ctx, async tx => (await readImport(tx, importId))!.state)
}

/** Groups records into batches; the last one, which may be empty, says so. */
export async function* batches(
  source: AsyncIterable<CsvRecord[]>,
  skip: number,
  from: number,
  batchRows = 1000,
): AsyncGenerator<Pick<Batch, 'records' | 'to' | 'last'>> {
  let records: CsvRecord[] = []
  let left = skip
  let start = from
  let to = from
  for await (const group of source)
    for (const record of group) {
      to = record.end
      if (left > 0) {
        left -= 1
        continue
      }
      // Full only when another record follows, so that the last batch is known.
      if (records.length >= batchRows || (records.length && record.end - start > batchBytes)) {
        const end = records.at(-1)!.end
        yield { records, to: end, last: false }
        records = []
        start = end
      }
      records.push(record)
    }
  yield { records, to, last: true }
}

/** Makes the new fields and sets the import going, once. */
async function beginImport(ctx: Context, importId: string): Promise<ImportState> {
  return write(ctx, async to => {
    const { tx, emit } = to
    const [locked] = await tx`select 1 from import where id = ${importId} for update`
    const row = locked && (await readImport(tx, importId))
    if (!row) throw notFound('import')
    if (row.state !== 'queued') return row.state
    authoriseRows(ctx, row)
    const known = row.entity === 'member' ? [] : await customFieldsOf(tx, row.entity)
    for (const { field, create } of row.mapping) {
      if (!field || !create || row.entity === 'member') continue
      const key = field.slice('custom.'.length)
      if (known.some(other => other.key === key)) continue
      await insertField(ctx, to, {
        entity: row.entity,
        key,
        label: create.label,
        kind: create.kind,
        ...(create.options?.length ? { options: create.options } : {}),
        afterwards: create.afterwards,
      })
    }
    await tx`update import set state = 'running', started_at = ${ctx.clock().toISOString()}, version = version + 1 where id = ${importId}`
    emit(importEvents.started(importId))
    return 'running'
  })
}

/** Ends an import that cannot go on, with a sentence for the person who started it. */
export async function failImport(ctx: Context, importId: string, failure: string): Promise<void> {
  await write(ctx, async ({ tx, emit }) => {
    const [failed] = await tx`
      update import set failure = ${failure.slice(0, 500)}, version = version + 1, finished_at = ${ctx.clock().toISOString()},
        state = case state when 'checking' then 'draft' else 'failed' end
      where id = ${importId} and state in ('queued', 'running', 'checking', 'undoing') returning id`
    if (failed) emit(importEvents.failed(importId, { failure: failure.slice(0, 500) }))
  })
}
