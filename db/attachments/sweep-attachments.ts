import { workContext } from '../access/work-context'
import type { BlobStore } from '../blobs/blob-store'
import type { Clock } from '../core/clock'
import type { Context } from '../core/context'
import { type Database, inWorkspace } from '../core/database'
import { write } from '../events/write'
import { attachmentEvents } from './attachments.events'
import { binDays } from './attachments.model'
import { attachmentColumns, type KeptAttachment, thumbnailKey } from './attachments.queries'
import { subjectOf } from './change-attachment'
import { dropRefused } from './ready-attachment'

const dayMs = 86_400_000
const atOnce = 500

/** What was cleared away: files whose sending was cut off, files that were in the bin for too long, and bytes that nobody may have any more. */
interface Swept {
  cutOff: number
  purged: number
  refused: number
  unfinished: number
}

/**
 * Clears away what nobody can reach: the bytes first, then the row, so that what is broken off is done by the next run. A file that cannot be cleared away does not
 * keep the others from it; the first failure is thrown at the end.
 */
export async function sweepAttachments({
  db,
  clock,
  blobs,
}: {
  db: Database
  clock: Clock
  blobs: BlobStore
}): Promise<Swept> {
  const now = clock().getTime()
  const yesterday = new Date(now - dayMs)
  const since = { cutOff: yesterday.toISOString(), bin: new Date(now - binDays * dayMs).toISOString() }
  const due = await db.system<{ id: string; workspaceId: string; state: string; isBinned: boolean }[]>`
    select id, workspace_id, state, removed_at is not null and removed_at < ${since.bin} as is_binned from attachment
    where (state = 'uploading' and created_at < ${since.cutOff}) or removed_at < ${since.bin} or (state = 'refused' and blob_key is not null)
    order by created_at limit ${atOnce}`
  const swept = { cutOff: 0, purged: 0, refused: 0, unfinished: await blobs.dropUnfinished(yesterday) }
  let failure: unknown
  for (const { id, workspaceId, state, isBinned } of due)
    try {
      const ctx = await workContext({ db, clock }, { workspaceId, task: 'files', id })
      if (isBinned) swept.purged += await purge(ctx, blobs, id, since.bin)
      else if (state === 'uploading') swept.cutOff += await dropCutOff(ctx, blobs, id)
      else {
        await dropRefused(ctx, blobs, id)
        swept.refused += 1
      }
    } catch (error) {
      failure ??= error
    }
  if (failure) throw failure
  return swept
}

async function dropCutOff(ctx: Context, blobs: BlobStore, id: string): Promise<number> {
  // Whoever still sends it finds no row to settle, and takes the bytes back.
  const [gone] = await inWorkspace(
    ctx,
    tx =>
      tx<
        { blobKey: string }[]
      >`delete from attachment where id = ${id} and state = 'uploading' returning blob_key`,
  )
  if (!gone) return 0
  await blobs.drop(gone.blobKey)
  return 1
}

async function purge(ctx: Context, blobs: BlobStore, id: string, before: string): Promise<number> {
  const [kept] = await inWorkspace(
    ctx,
    tx =>
      tx<
        KeptAttachment[]
      >`select ${attachmentColumns(tx)} from attachment a where a.id = ${id} and a.removed_at < ${before}`,
  )
  if (!kept) return 0
  // From here on nobody brings it back: its bytes go.
  const gone = await write(ctx, async ({ tx, emit }) => {
    const [still] = await tx<{ state: string }[]>`
      update attachment a set state = 'uploading', thumbnail = 'none' from attachment was
      where a.id = ${id} and was.id = a.id and a.removed_at < ${before} returning was.state`
    // Where it was broken off here, it was told.
    if (still && still.state !== 'uploading')
      emit(attachmentEvents.purged(subjectOf(kept), { attachmentId: id, name: kept.name }))
    return still !== undefined
  })
  if (!gone) return 0
  if (kept.blobKey) {
    await blobs.drop(thumbnailKey(kept.blobKey))
    await blobs.drop(kept.blobKey)
  }
  await inWorkspace(ctx, tx => tx`delete from attachment where id = ${id} and state = 'uploading'`)
  return 1
}
