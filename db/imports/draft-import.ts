import { authorise, type Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { uuidv7 } from '../core/ids'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { fileOf } from '../files/read-file'
import { type Import, ImportCreate } from './import.model'
import { authoriseDraft } from './import-rights'
import { importEvents } from './imports.events'
import { importOf } from './imports.queries'
import { guessFor, lookAtFile } from './look-at-file'
import { shownImport } from './shown-import'

/** Begins an import of an uploaded file: format, entity and mapping are guessed; nothing is read in yet. */
export async function draftImport(ctx: Context, input: unknown): Promise<Import> {
  authorise(ctx, 'import', 'create')
  const { fileId, entity } = parse(ImportCreate, input) as ImportCreate
  const file = await fileOf(ctx, fileId)
  const look = await lookAtFile(ctx, file)
  const guess = await inWorkspace(ctx, tx => guessFor(ctx, tx, look, file.name, entity))
  authoriseDraft(ctx, guess.entity)
  const id = uuidv7()
  return write(ctx, async ({ tx, emit }) => {
    await tx`
      insert into import (id, workspace_id, entity, file_id, name, state, settings, format, mapping, columns, rows_total, created_by, created_at)
      values (${id}, ${ctx.workspaceId}, ${guess.entity}, ${fileId}, ${file.name}, 'draft', ${tx.json(guess.settings)}, ${tx.json(look.format)},
        ${tx.json(guess.mapping as never)}, ${tx.json(guess.columns as never)}, ${look.rowsTotal}, ${ctx.access.memberId}, ${ctx.clock().toISOString()})`
    emit(importEvents.created(id, {}, { after: { name: file.name, entity: guess.entity } }))
    return shownImport(ctx, await importOf(tx, id))
  })
}
