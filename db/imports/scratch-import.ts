import type { Context } from '../core/context'
import { uploadFile } from '../files/upload-file'
import type { TestDatabase } from '../testing/test-database'
import { askImport } from './ask-import'
import { changeImport } from './change-import'
import { checkImport } from './check-import'
import { draftImport } from './draft-import'
import type { Import, ImportUpdate } from './import.model'
import { importContext } from './import-context'
import { readImportOf } from './imports.queries'
import { runImport } from './run-import'
import { undoImport } from './undo-import'

/** Takes a file through an import without Temporal, for tests. */
export function scratchImports(database: TestDatabase, ctx: Context) {
  const job = (importId: string) => ({ workspaceId: ctx.workspaceId, importId })
  const upload = async (content: string | Uint8Array, name = 'leads.csv') => {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
    return uploadFile(ctx, { name, contentType: 'text/csv' }, pieces(bytes))
  }
  const draft = async (
    content: string | Uint8Array,
    change: ImportUpdate = {},
    name?: string,
  ): Promise<Import> => {
    const file = await upload(content, name)
    const made = await draftImport(ctx, { fileId: file.id, entity: change.entity })
    return Object.keys(change).length ? changeImport(ctx, made.id, change) : made
  }
  const run = async (id: string): Promise<Import> => {
    await askImport(ctx, id, 'start')
    await runImport(await importContext(database, job(id)), id, { maxMs: 600_000 })
    return readImportOf(ctx, id)
  }
  return {
    upload,
    draft,
    change: (id: string, change: ImportUpdate) => changeImport(ctx, id, change),
    run,
    importContext: (id: string) => importContext(database, job(id)),
    check: async (id: string): Promise<Import> => {
      await askImport(ctx, id, 'check')
      await checkImport(await importContext(database, job(id)), id)
      return readImportOf(ctx, id)
    },
    undo: async (id: string): Promise<Import> => {
      await askImport(ctx, id, 'undo')
      await undoImport(await importContext(database, job(id), 'undo'), id, { maxMs: 600_000 })
      return readImportOf(ctx, id)
    },
    into: async (content: string | Uint8Array, change: ImportUpdate = {}, name?: string) =>
      run((await draft(content, change, name)).id),
  }
}

async function* pieces(bytes: Uint8Array) {
  for (let from = 0; from < bytes.length; from += 700_001) yield bytes.subarray(from, from + 700_001)
}
