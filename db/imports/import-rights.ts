import { authorise, type Context } from '../core/context'
import type { Tx } from '../core/database'
import { forbidden } from '../core/errors'
import { type Action, mayWrite, type ObjectName, objects, scopeOf } from '../core/grants.rules'
import { type ImportEntity, importEntities } from '../mapping/import-entities.model'
import type { Import } from './import.model'

type Job = Pick<Import, 'entity' | 'settings' | 'mapping'>

/** Whether the asker may make or change such records at all. */
const mayImport = ({ access }: Context, entity: ImportEntity): boolean =>
  [scopeOf(access, entity, 'create'), scopeOf(access, entity, 'update')].some(scope => scope !== undefined)

/** What a file may be taken for: what the asker may import, or anything where that is nothing, so that they are told so. */
export function mayBeImported(ctx: Context): readonly ImportEntity[] {
  const some = importEntities.filter(entity => mayImport(ctx, entity))
  return some.length ? some : importEntities
}

/** Refuses those who may neither make nor change such records: a draft is not theirs to change, and its file not theirs to read. */
export function authoriseDraft(ctx: Context, entity: ImportEntity): void {
  if (!mayImport(ctx, entity)) authorise(ctx, entity, 'create')
}

/** Refuses unless the asker may do by hand what the import does with the records it is about: make them, change any of them. */
function authoriseRecords(ctx: Context, { entity, settings }: Pick<Job, 'entity' | 'settings'>): void {
  if (settings.mode !== 'update') authoriseAll(ctx, entity, 'create')
  if (settings.mode !== 'create') authoriseAll(ctx, entity, 'update')
}

/**
 * Refuses unless the asker may do by hand all that the import does: with its records, and with what it makes on the way, which are fields, and records that
 * its rows name and that are not there. Whatever is done with an import asks for this, besides the right to imports.
 */
export function authoriseRows(ctx: Context, job: Job): void {
  authoriseRecords(ctx, job)
  const { entity, settings, mapping } = job
  const mapped = new Set(mapping.map(column => column.field))
  for (const field of mapped)
    if (field && !mayWrite(ctx.access, entity, field))
      throw forbidden(
        `Your role (${ctx.access.role}) may not write “${field}” of a ${entity}.`,
        `${entity}.update`,
      )
  if (mapping.some(column => column.create)) authorise(ctx, 'custom_field', 'create')
  for (const object of ['customer', 'product', 'stage'] as const)
    if (settings.missing[object] === 'create' && mapped.has(`${object}Id`))
      authoriseAll(ctx, object, 'create')
}

/** Refuses unless the asker may take back by hand what the import has done, as the log tells: send to the bin what it made, change what it changed. */
export async function authoriseUndo(ctx: Context, tx: Tx, job: Job & Pick<Import, 'id'>): Promise<void> {
  authoriseRecords(ctx, job)
  const done = await tx<{ subjectType: string; kind: string }[]>`
    select distinct subject_type, kind from event
    where workspace_id = ${ctx.workspaceId} and cause_id = ${job.id} and cause_type <> 'undo'`
  for (const { subjectType, kind } of done) {
    const object = objectOf(subjectType)
    if (object && kind.endsWith('.created')) authoriseAll(ctx, object, 'archive')
    if (object && kind.endsWith('.updated')) authoriseAll(ctx, object, 'update')
  }
}

/** A team is its members'. An import's own progress is nobody's. */
const objectOf = (subjectType: string): ObjectName | undefined =>
  subjectType === 'team' ? 'member' : objects.find(object => object === subjectType && object !== 'import')

function authoriseAll(ctx: Context, object: ObjectName, action: Action): void {
  if (authorise(ctx, object, action) !== 'all')
    throw forbidden(
      `This needs the right to ${action} every ${object.replace('_', ' ')}.`,
      `${object}.${action}`,
    )
}
