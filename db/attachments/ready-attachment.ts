import type { BlobStore } from '../blobs/blob-store'
import type { Context } from '../core/context'
import { inWorkspace } from '../core/database'
import { type Write, write } from '../events/write'
import { attachmentEvents } from './attachments.events'
import { attachmentColumns, type KeptAttachment, thumbnailKey } from './attachments.queries'
import { subjectOf } from './change-attachment'

/** A file about which there is something to do, in the bin too; undefined once there is not. */
export async function dueAttachment(
  ctx: Context,
  id: string,
): Promise<(KeptAttachment & { blobKey: string }) | undefined> {
  const [kept] = await inWorkspace(
    ctx,
    tx => tx<(KeptAttachment & { blobKey: string })[]>`
      select ${attachmentColumns(tx)} from attachment a
      where a.id = ${id} and a.blob_key is not null and (a.state = 'quarantined' or (a.state = 'ready' and a.thumbnail = 'due'))`,
  )
  return kept && { ...kept }
}

/** The scanner has found nothing, or there is none any more: whoever may see the file may take it. */
export const clearAttachment = (ctx: Context, id: string): Promise<void> =>
  settle(ctx, id, async ({ tx, emit }, kept) => {
    await tx`update attachment set state = 'ready', trouble = null where id = ${id}`
    emit(attachmentEvents.cleared(subjectOf(kept), { attachmentId: id, name: kept.name }))
  })

/** The scanner has found something: nobody takes the file any more, and its bytes go. */
export async function refuseAttachment(
  ctx: Context,
  blobs: BlobStore,
  id: string,
  finding: string,
): Promise<void> {
  await settle(ctx, id, async ({ tx, emit }, kept) => {
    await tx`update attachment set state = 'refused', finding = ${finding}, trouble = null, thumbnail = 'none' where id = ${id}`
    emit(attachmentEvents.refused(subjectOf(kept), { attachmentId: id, name: kept.name, finding }))
  })
  await dropRefused(ctx, blobs, id)
}

/** Takes the bytes of a refused file away. May be called any number of times. */
export async function dropRefused(ctx: Context, blobs: BlobStore, id: string): Promise<void> {
  const [held] = await inWorkspace(
    ctx,
    tx => tx<{ blobKey: string }[]>`
      select blob_key from attachment where id = ${id} and state = 'refused' and blob_key is not null`,
  )
  if (!held) return
  await blobs.drop(held.blobKey)
  await inWorkspace(ctx, tx => tx`update attachment set blob_key = null where id = ${id}`)
}

/** The scanner could not be asked, and is asked again: whoever looks at the file is told why. */
export async function noteTrouble(ctx: Context, id: string, trouble: string): Promise<void> {
  await inWorkspace(
    ctx,
    tx => tx`update attachment set trouble = ${trouble} where id = ${id} and state = 'quarantined'`,
  )
}

/** Keeps the small picture of a file; without one there is to be none. */
export async function keepThumbnail(
  ctx: Context,
  blobs: BlobStore,
  { id, blobKey }: { id: string; blobKey: string },
  picture: Uint8Array | undefined,
): Promise<void> {
  if (picture) await blobs.put(thumbnailKey(blobKey), once(picture))
  const thumbnail = picture ? 'made' : 'none'
  const [kept] = await inWorkspace(
    ctx,
    tx =>
      tx`update attachment set thumbnail = ${thumbnail} where id = ${id} and thumbnail = 'due' returning 1`,
  )
  // It was taken away for good meanwhile.
  if (!kept && picture) await dropWithoutRow(ctx, blobs, id, blobKey)
}

async function dropWithoutRow(ctx: Context, blobs: BlobStore, id: string, blobKey: string): Promise<void> {
  const [still] = await inWorkspace(ctx, tx => tx`select 1 from attachment where id = ${id}`)
  if (!still) await blobs.drop(thumbnailKey(blobKey))
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** Only while it waits for the scanner: an answer that comes twice counts once. */
const settle = (ctx: Context, id: string, work: (to: Write, kept: KeptAttachment) => Promise<void>) =>
  write(ctx, async to => {
    const [kept] = await to.tx<KeptAttachment[]>`
      select ${attachmentColumns(to.tx)} from attachment a where a.id = ${id} and a.state = 'quarantined' for update`
    if (kept) await work(to, kept)
  })
