import { authorise, type Context } from '../core/context'
import { forbidden, notFound } from '../core/errors'
import { checkVersion, type ExpectedVersion } from '../core/expected-version'
import { withinScope } from '../core/grants.rules'
import { parse } from '../core/parse'
import { type Write, write } from '../events/write'
import { givenName, mayNotChange } from './attach-file'
import { attachmentEvents } from './attachments.events'
import { type Attachment, AttachmentChange } from './attachments.model'
import { attachmentColumns, findAttachment, type KeptAttachment, toldAttachment } from './attachments.queries'

/** Gives a file another name. Throws `not_found`, `forbidden`, `stale`, `invalid` (`attachment.name`). */
export async function renameAttachment(
  ctx: Context,
  id: string,
  input: unknown,
  version?: ExpectedVersion,
): Promise<Attachment> {
  const name = givenName(parse(AttachmentChange, input).name)
  return change(ctx, id, 'update', async ({ tx, emit }, kept) => {
    if (kept.removedAt) throw notFound('attachment')
    checkVersion(version, kept.version)
    if (kept.name === name) return
    await tx`update attachment set name = ${name}, version = version + 1 where id = ${id}`
    emit(attachmentEvents.renamed(subjectOf(kept), { attachmentId: id, name, was: kept.name }))
  })
}

/** Takes a file off its record, into the bin: it can be brought back for 30 days. Doing it twice is doing it once. */
export const removeAttachment = (ctx: Context, id: string): Promise<Attachment> =>
  change(ctx, id, 'archive', async ({ tx, emit }, kept) => {
    if (kept.removedAt) return
    await tx`update attachment set removed_at = ${ctx.clock().toISOString()}, version = version + 1 where id = ${id}`
    emit(attachmentEvents.removed(subjectOf(kept), { attachmentId: id, name: kept.name }))
  })

/** Brings a file back from the bin. */
export const restoreAttachment = (ctx: Context, id: string): Promise<Attachment> =>
  change(ctx, id, 'archive', async ({ tx, emit }, kept) => {
    if (!kept.removedAt) return
    await tx`update attachment set removed_at = null, version = version + 1 where id = ${id}`
    emit(attachmentEvents.restored(subjectOf(kept), { attachmentId: id, name: kept.name }))
  })

export const subjectOf = ({ entity, recordId }: Pick<KeptAttachment, 'entity' | 'recordId'>) => ({
  type: entity,
  id: recordId,
})

async function change(
  ctx: Context,
  id: string,
  action: 'update' | 'archive',
  work: (to: Write, kept: KeptAttachment) => Promise<void>,
): Promise<Attachment> {
  const scope = authorise(ctx, 'attachment', action)
  const { kept: seen, entity, may } = await findAttachment(ctx, id)
  if (!may) throw mayNotChange(ctx, entity)
  if (!withinScope(ctx.access, scope, { ownerId: seen.createdBy }))
    throw forbidden('Only who has brought this file may change it.', `attachment.${action}.${scope}`)
  return write(ctx, async to => {
    const [kept] = await to.tx<KeptAttachment[]>`
      select ${attachmentColumns(to.tx)} from attachment a where a.id = ${id} and a.state <> 'uploading' for update`
    if (!kept) throw notFound('attachment')
    await work(to, kept)
    const [now] = await to.tx<
      KeptAttachment[]
    >`select ${attachmentColumns(to.tx)} from attachment a where a.id = ${id}`
    return toldAttachment(ctx, now!, true)
  })
}
