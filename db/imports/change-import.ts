import { authorise, type Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { conflict, invalid } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { parse } from '../core/parse'
import { write } from '../events/write'
import { customFieldsOf } from '../fields/custom-fields.queries'
import { checkMapping } from '../mapping/check-mapping.rules'
import { importTargets } from '../mapping/import-targets.rules'
import type { FileFormat } from '../reading/reading.model'
import { checkNamed } from '../records/references'
import { type Import, ImportUpdate } from './import.model'
import { authoriseDraft } from './import-rights'
import { importEvents } from './imports.events'
import { importOf } from './imports.queries'
import { guessFor, lookAtFile } from './look-at-file'
import { shownImport } from './shown-import'

/** Changes a draft's settings or mapping. A preview of what it was before goes. Throws `conflict` once it has started, `invalid` with pointers, `stale`. */
export async function changeImport(
  ctx: Context,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<Import> {
  authorise(ctx, 'import', 'update')
  const given = parse(ImportUpdate, input) as ImportUpdate
  if (given.entity) authoriseDraft(ctx, given.entity)
  const before = await inWorkspace(ctx, tx => importOf(tx, id))
  authoriseDraft(ctx, before.entity)
  const look =
    given.entity || given.format
      ? await lookAtFile(
          ctx,
          { id: before.fileId, bytes: before.bytes },
          { ...readAnew(before.format, given.format), ...given.format },
        )
      : undefined
  return write(ctx, async ({ tx, emit }) => {
    const now = await importOf(tx, id, true)
    authoriseDraft(ctx, now.entity)
    checkVersion(version, now.version)
    if (now.state !== 'draft' && now.state !== 'checking')
      throw conflict(
        'An import that has started is not changed any more.',
        { state: now.state },
        'import.started',
      )
    const guess = look && (await guessFor(ctx, tx, look, before.name, given.entity ?? now.entity))
    const base = guess ? { ...now, ...guess, format: look.format, rowsTotal: look.rowsTotal } : now
    const custom = await customFieldsOf(tx, base.entity)
    const problems = checkMapping(base.entity, given.mapping ?? [], base.columns.length, custom)
    if (problems.length) throw invalid(problems)
    const targets = importTargets(base.entity)
    const changed = new Map(
      (given.mapping ?? []).map(column => {
        // A field is read as what it is; only a new one has a choice.
        const kind =
          (column.field && targets[column.field]?.kind) ??
          column.create?.kind ??
          custom.find(field => `custom.${field.key}` === column.field)?.kind ??
          column.readAs.kind
        return [
          column.column,
          {
            ...column,
            create: column.field?.startsWith('custom.') ? column.create : null,
            readAs: { ...column.readAs, kind },
          },
        ]
      }),
    )
    const mapping = base.columns.map(
      found => changed.get(found.column) ?? base.mapping.find(column => column.column === found.column)!,
    )
    const pipelineId = given.settings?.pipelineId
    if (pipelineId)
      await checkNamed(ctx, tx, { id: pipelineId, table: 'pipeline', pointer: '/settings/pipelineId' })
    const settings = { ...base.settings, ...given.settings }
    await tx`
      update import set name = ${given.name ?? now.name}, entity = ${base.entity}, state = 'draft', preview = null, check_id = null, version = version + 1,
        settings = ${tx.json(settings)}, format = ${tx.json(base.format)}, mapping = ${tx.json(mapping as never)}, columns = ${tx.json(base.columns as never)}, rows_total = ${base.rowsTotal}
      where id = ${id}`
    emit(importEvents.changed(id))
    return shownImport(ctx, await importOf(tx, id))
  })
}

/** What of the format so far still holds: read with another separator or encoding, the table may begin elsewhere. */
function readAnew(before: FileFormat, given: ImportUpdate['format'] = {}): Partial<FileFormat> {
  if (!given.delimiter && !given.encoding) return before
  const { above: _, ...kept } = before
  return kept
}
