import { BlobGone, type BlobStore } from '../blobs/blob-store'
import type { Context } from '../core/context'
import { readOnce } from '../core/database'
import { Fault } from '../core/errors'
import { fileOf, readFile } from '../files/read-file'
import type { Content } from './deliveries.model'

interface File {
  name: string
  mediaType: string
  bytes: Uint8Array
  method?: 'REQUEST' | 'CANCEL' | 'REPLY'
  contentId?: string
}

/** The files that go along with a message; or why they cannot, for now (they are still being looked at) or for good. */
export async function enclosuresOf(
  ctx: Context,
  blobs: BlobStore,
  enclosures: Content['attachments'],
  most: number,
): Promise<{ files: File[] } | { what: string; isForGood: boolean }> {
  const files: File[] = []
  let bytes = 0
  for (const enclosure of enclosures) {
    const file = await fileIn(enclosure)
    if (!file) continue
    if ('what' in file) return file
    bytes += file.bytes.length
    if (bytes > most) return { what: 'too_large', isForGood: true }
    files.push(file)
  }
  return { files }

  async function fileIn(
    enclosure: Content['attachments'][number],
  ): Promise<File | undefined | { what: string; isForGood: boolean }> {
    if ('content' in enclosure) {
      const { content, ...rest } = enclosure
      return { ...rest, bytes: Buffer.from(content, 'base64') }
    }
    if ('quoteId' in enclosure) return quotePdf(enclosure)
    return 'fileId' in enclosure ? fileOfJob(enclosure) : attachment(enclosure.attachmentId)
  }

  /** A PDF is made a moment after its quote was sent; one that cannot be made keeps the link from nobody. */
  async function quotePdf({ quoteId, version }: { quoteId: string; version: number }) {
    const [kept] = await readOnce(
      ctx,
      sql => sql<{ fileId: string | null; isBeingMade: boolean }[]>`
        select pdf_file_id as file_id, pdf_work_id is not null as is_being_made from quote_version where quote_id = ${quoteId} and version = ${version}`,
    )
    if (kept?.fileId) return fileOfJob({ fileId: kept.fileId, name: (await fileOf(ctx, kept.fileId)).name })
    return kept?.isBeingMade ? { what: 'file_not_ready', isForGood: false } : undefined
  }

  async function fileOfJob({ fileId, name }: { fileId: string; name: string }) {
    try {
      const { contentType: mediaType } = await fileOf(ctx, fileId)
      return { name, mediaType, bytes: Buffer.concat(await Array.fromAsync(readFile(ctx, fileId))) }
    } catch (error) {
      if (error instanceof Fault && error.code === 'not_found') return { what: 'file_gone', isForGood: true }
      throw error
    }
  }

  async function attachment(id: string) {
    const [kept] = await readOnce(
      ctx,
      sql => sql<{ name: string; mediaType: string; state: string; blobKey: string | null; bytes: number }[]>`
        select name, media_type, state, blob_key, bytes from attachment where id = ${id}`,
    )
    if (kept?.state === 'quarantined' || kept?.state === 'uploading')
      return { what: 'file_not_ready', isForGood: false }
    if (kept?.state !== 'ready' || !kept.blobKey) return { what: 'file_gone', isForGood: true }
    if (Number(kept.bytes) > most) return { what: 'too_large', isForGood: true }
    try {
      return {
        name: kept.name,
        mediaType: kept.mediaType,
        bytes: Buffer.concat(await Array.fromAsync(blobs.get(kept.blobKey))),
      }
    } catch (error) {
      if (error instanceof BlobGone) return { what: 'file_gone', isForGood: true }
      throw error
    }
  }
}
