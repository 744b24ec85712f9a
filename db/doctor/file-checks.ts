import { thumbnailKey } from '../attachments/attachments.queries'
import type { BlobStore } from '../blobs/blob-store'
import { type Database, inWorkspace } from '../core/database'
import type { Finding } from './examine'

interface Kept {
  id: string
  name: string
  bytes: number
  blobKey: string
  hasThumbnail: boolean
}

/** Whether the files of a workspace's records and its mails have their bytes in the store, and the store has no others. What is being sent meanwhile is left out. */
export async function examineFiles(
  db: Database,
  blobs: BlobStore,
  { id, slug }: { id: string; slug: string },
  most: number,
): Promise<Finding[]> {
  const found = new Map<string, number>()
  for await (const { key, bytes } of blobs.list(`${id}/`)) found.set(key, bytes)
  // Read after the store: what was put there before has its row by now.
  const kept = await inWorkspace(
    { db, workspaceId: id },
    tx => tx<Kept[]>`
      select id, name, case when state = 'uploading' then -1 else bytes end as bytes, blob_key, thumbnail = 'made' as has_thumbnail
      from attachment where blob_key is not null
      union all select id, name, bytes, blob_key, false from message_attachment
      union all select id, 'mail ' || left(subject, 60), source_bytes, source_key, false from message where source_key is not null`,
  )
  const missing: Finding['rows'][number][] = []
  for (const file of kept) {
    const { id, name, bytes, blobKey } = file
    const there = found.get(blobKey)
    found.delete(blobKey)
    const small = found.delete(thumbnailKey(blobKey))
    if (bytes < 0) continue
    // It may have come since.
    if (there !== bytes && (await blobs.size(blobKey)) !== bytes) missing.push({ id, what: name })
    else if (file.hasThumbnail && !small && (await blobs.size(thumbnailKey(blobKey))) === undefined)
      missing.push({ id, what: `the small picture of ${name}` })
  }
  const strange = [...found].map(([key, bytes]) => ({ id: key, what: `${bytes} bytes` }))
  const finding = (check: string, says: string, rows: Finding['rows']): Finding[] =>
    rows.length ? [{ workspace: slug, check, says, rows: rows.slice(0, most) }] : []
  return [
    ...finding(
      'files have their bytes',
      'The store has no bytes of a file, or another number of them. Copy them back from where the store is backed up.',
      missing,
    ),
    ...finding(
      'bytes belong to a file',
      'The store has bytes that no file names. They may be deleted there.',
      strange,
    ),
  ]
}
