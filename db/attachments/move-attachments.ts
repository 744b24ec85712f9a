import type { RecordName } from '../core/areas.model'
import type { Context } from '../core/context'
import type { Write } from '../events/write'
import { attachmentEvents } from './attachments.events'

interface Place {
  type: RecordName
  id: string
}

/** All files of a lead go along to what it became, those in the bin too; who may see that sees them there. One that is still being sent stays with the lead. */
export async function takeFilesAlong(
  ctx: Context,
  { tx, emit }: Write,
  { leadId, to, conversionId }: { leadId: string; to: Place; conversionId: string },
): Promise<void> {
  const moved = await tx`
    update attachment set entity = ${to.type}, record_id = ${to.id}, moved_by = ${conversionId}, moved_from = ${leadId}, version = version + 1
    where workspace_id = ${ctx.workspaceId} and entity = 'lead' and record_id = ${leadId} and state <> 'uploading' returning 1`
  if (moved.length) emit(...told({ type: 'lead', id: leadId }, to, moved.length))
}

/** What went along with a conversion goes back to the lead, wherever it is now; what was added since stays. */
export async function takeFilesBack(
  ctx: Context,
  { tx, emit }: Write,
  { leadId, conversionId }: { leadId: string; conversionId: string },
): Promise<void> {
  const moved = await tx<Place[]>`
    with back as (
      select id, entity as type, record_id from attachment
      where workspace_id = ${ctx.workspaceId} and moved_by = ${conversionId} and moved_from = ${leadId} for update),
    moved as (
      update attachment a set entity = 'lead', record_id = ${leadId}, moved_by = null, moved_from = null, version = version + 1
      from back where a.id = back.id)
    select type, record_id as id from back`
  for (const [id, files] of Map.groupBy(moved, place => place.id))
    emit(...told({ type: files[0]!.type, id }, { type: 'lead', id: leadId }, files.length))
}

const told = (from: Place, to: Place, files: number) => [
  attachmentEvents.moved(from, { files, way: 'away', entity: to.type, recordId: to.id }),
  attachmentEvents.moved(to, { files, way: 'here', entity: from.type, recordId: from.id }),
]
