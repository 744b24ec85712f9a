import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { write } from '../events/write'
import { fileOf } from '../files/read-file'
import { recordsBefore } from '../reading/format.rules'
import { readRecords } from '../reading/read-records'
import type { ImportPreview } from './import.model'
import { applyBatch } from './import-batch'
import { type ImportRow, planImport, readImport } from './import-plan'
import { authoriseRows } from './import-rights'
import { importEvents } from './imports.events'
import { type Pretended, pretend } from './pretended'
import { batches, type RunOptions } from './run-import'

const shownFaults = 100
const tellEveryMs = 700

/**
 * Reads the whole file and counts what an import would do, without writing a record. The preview grows as it reads. Stops when the draft is changed,
 * checked anew or started meanwhile.
 */
export async function checkImport(
  ctx: Context,
  importId: string,
  options: Pick<RunOptions, 'onBatch' | 'batchRows'> = {},
): Promise<void> {
  const pretended = pretend()
  try {
    await readThrough(ctx, importId, pretended, options)
  } finally {
    pretended.close()
  }
}

async function readThrough(
  ctx: Context,
  importId: string,
  pretended: Pretended,
  { onBatch, batchRows }: Pick<RunOptions, 'onBatch' | 'batchRows'>,
): Promise<void> {
  const { row, plan } = await inWorkspace(ctx, async tx => {
    const row = await readImport(tx, importId)
    return { row, plan: row && (await planImport(tx, row, pretended)) }
  })
  if (!row || !plan || row.state !== 'checking') return
  authoriseRows(ctx, row)
  const { bytes } = await fileOf(ctx, row.fileId)
  const preview: ImportPreview = {
    read: 0,
    created: 0,
    updated: 0,
    skipped: 0,
    refused: 0,
    finished: false,
    bytesRead: 0,
    bytesTotal: bytes,
    faults: [],
  }
  const before = recordsBefore(row.format)
  let told = Number.NEGATIVE_INFINITY
  for await (const group of batches(readRecords(ctx, row.fileId, row.format, 0), before, 0, batchRows)) {
    const firstRow = preview.read + 1 + before
    const { counts, faults } = await inWorkspace(ctx, tx =>
      applyBatch(ctx, { tx, emit: () => {}, send: () => {} }, plan, { records: group.records, firstRow }),
    )
    for (const key of ['read', 'created', 'updated', 'skipped', 'refused'] as const)
      preview[key] += counts[key]
    for (const [i, fault] of faults.slice(0, shownFaults - preview.faults.length).entries())
      preview.faults.push({
        ...fault,
        n: i,
        value: fault.value?.replaceAll('\u0000', '␀').toWellFormed() ?? null,
        message: fault.message.replaceAll('\u0000', '␀').toWellFormed(),
      })
    preview.bytesRead = group.last ? bytes : Math.min(group.to, bytes)
    preview.finished = group.last
    onBatch?.(preview.read)
    const now = ctx.clock().getTime()
    if (!group.last && now - told < tellEveryMs) continue
    told = now
    if (!(await tell(ctx, row, preview))) return
  }
}

/** Shows the preview so far; false when nobody waits for it any more. */
async function tell(ctx: Context, { id, checkId }: ImportRow, preview: ImportPreview): Promise<boolean> {
  return write(ctx, async ({ tx, emit }) => {
    const [kept] = await tx`
      update import set preview = ${tx.json(preview as never)}, version = version + 1
        ${preview.finished ? tx`, state = 'draft', rows_total = ${preview.read}` : tx``}
      where id = ${id} and state = 'checking' and check_id = ${checkId} returning id`
    if (kept) emit(importEvents[preview.finished ? 'checked' : 'progressed'](id, { read: preview.read }))
    return kept !== undefined
  })
}
