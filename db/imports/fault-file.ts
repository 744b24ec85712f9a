import type { Context } from '../core/context'
import type { ImportFault } from '../mapping/mapping.model'
import { csvLine } from '../reading/csv.rules'
import { readRecords } from '../reading/read-records'
import { authoriseDraft } from './import-rights'
import { listFaults, readImportOf } from './imports.queries'
import { hiddenColumns } from './shown-import'

/**
 * The rows that were refused, as they stood in the file, with what is wrong with each: to be mended and imported again. Streams: the file and the
 * faults are walked side by side. They are for those who may import such records, and a column that one may not look into is empty.
 */
export async function* faultFile(ctx: Context, id: string): AsyncGenerator<string> {
  const job = await readImportOf(ctx, id)
  authoriseDraft(ctx, job.entity)
  const { fileId, format, columns } = job
  const hidden = hiddenColumns(ctx, job)
  yield `\uFEFF${csvLine([...columns.map(column => column.header), 'error_row', 'error_column', 'error_code', 'error'])}`
  const faults = faultsOf(ctx, id)
  let due = await faults.next()
  let row = 0
  if (due.done) return
  for await (const group of readRecords(ctx, fileId, format, 0)) {
    let text = ''
    for (const { cells } of group) {
      row += 1
      const mine: ImportFault[] = []
      while (!due.done && due.value.row <= row) {
        if (due.value.row === row) mine.push(due.value)
        due = await faults.next()
      }
      if (mine.length === 0) continue
      const told = [
        row,
        mine.map(fault => fault.column ?? '').join('; '),
        mine.map(fault => fault.code).join('; '),
        mine.map(fault => fault.message).join(' '),
      ]
      text += csvLine([
        ...columns.map(({ column }, i) => (hidden(column) ? '' : (cells[i] ?? '').slice(0, 100_000))),
        ...told,
      ])
    }
    if (text) yield text
    if (due.done) return
  }
}

async function* faultsOf(ctx: Context, id: string): AsyncGenerator<ImportFault> {
  let after: string | undefined
  do {
    const page = await listFaults(ctx, id, { limit: 1000, after })
    yield* page.results
    after = page.next ?? undefined
  } while (after)
}
