import type { Context } from '@sextant/db/core/context'
import type { Database } from '@sextant/db/core/database'
import { uploadFile } from '@sextant/db/files/upload-file'
import { askImport } from '@sextant/db/imports/ask-import'
import { draftImport } from '@sextant/db/imports/draft-import'
import { importContext } from '@sextant/db/imports/import-context'
import { readImportOf } from '@sextant/db/imports/imports.queries'
import { runImport } from '@sextant/db/imports/run-import'
import { insertPlainly } from '@sextant/db/testing/insert-plainly'
import { collectNowAndThen } from './flat-memory'

const firstNames = ['Layla', 'Tomasz', 'Amara', 'Kenji', 'Ingrid', 'Priya', 'Lukas', 'Sofía']
const cities = ['Riyadh', 'Gdańsk', 'Lagos', 'Osaka', 'Oslo', 'Pune', 'Bonn', 'Lima']

/** Made-up leads as CSV, in pieces, so that a million of them need no memory. `from` keeps the people of two files apart. */
async function* leadFile(rows: number, from = 0): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode('name,e-mail,phone,company,city,country,status,budget,created\n')
  for (let i = 0; i < rows; i += 1000) {
    let text = ''
    for (let n = from + i; n < from + Math.min(rows, i + 1000); n++)
      text += `${firstNames[n % 8]} ${n},p${n}@bench.example,+4930${1_000_000 + n},Company ${n % 5000},${cities[n % 8]},DE,working,${n % 90_000}.50,2026-01-${String((n % 28) + 1).padStart(2, '0')}\n`
    yield encoder.encode(text)
  }
}

/** Uploads `rows` made-up leads and starts their import, as the edge would. Gives the import's id. */
export async function prepareImport(ctx: Context, rows: number, from = 0): Promise<string> {
  const file = await uploadFile(ctx, { name: 'leads.csv', contentType: 'text/csv' }, leadFile(rows, from))
  const { id } = await draftImport(ctx, { fileId: file.id, entity: 'lead' })
  await askImport(ctx, id, 'start')
  return id
}

export interface Measured {
  /** From the first row to the last. */
  ms: number
  /** The largest resident memory seen between two batches. */
  peakBytes: number
  created: number
}

/** Does what the worker does with a started import, without Temporal. */
export async function measureImport(db: Database, workspaceId: string, importId: string): Promise<Measured> {
  const own = await importContext(db, { workspaceId, importId })
  let peakBytes = 0
  const began = performance.now()
  await runImport(own, importId, {
    maxMs: 24 * 3600_000,
    onBatch: () => {
      peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
      collectNowAndThen()
    },
  })
  const ms = performance.now() - began
  return { ms, peakBytes, created: (await readImportOf(own, importId)).counts.created }
}

/** The reference: the same rows into the same table with the same indexes, a thousand per statement, with nothing looked up and nothing logged. */
export async function measurePlainInsert(ctx: Context, rows: number, from = 0): Promise<number> {
  const began = performance.now()
  for (let i = 0; i < rows; i += 1000) {
    const batch = Array.from({ length: Math.min(1000, rows - i) }, (_, k) => {
      const n = from + i + k
      const name = `${firstNames[n % 8]} ${n}`
      return {
        id: crypto.randomUUID(),
        workspace_id: ctx.workspaceId,
        name,
        email: `p${n}@bench.example`,
        email_key: `p${n}@bench.example`,
        phone: `+4930${1_000_000 + n}`,
        phone_key: `+4930${1_000_000 + n}`,
        company: `Company ${n % 5000}`,
        city: cities[n % 8]!,
        country: 'DE',
        status: 'working',
        value_minor: (n % 90_000) * 100 + 50,
        value_currency: 'EUR',
        received_on: `2026-01-${String((n % 28) + 1).padStart(2, '0')}`,
        search: `${name} p${n}@bench.example +4930${1_000_000 + n} company ${n % 5000}`.toLowerCase(),
        created_at: new Date().toISOString(),
        updated_at: new Date().toISOString(),
      }
    })
    await insertPlainly(ctx, 'lead', batch)
  }
  return performance.now() - began
}
