import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AttachmentSettings } from '../attachments/attach-file'
import type { BlobStore } from '../blobs/blob-store'
import { folderStore } from '../blobs/folder-store'

/** A store of blobs in a folder of its own, which goes with the process. */
export function scratchBlobs(): BlobStore {
  const folder = mkdtempSync(join(tmpdir(), 'sextant-blobs-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folderStore(folder)
}

/** The same for a door, which takes files of up to a megabyte and asks no scanner. */
export const scratchFiles = (): AttachmentSettings => ({
  blobs: scratchBlobs(),
  mostBytes: 1024 ** 2,
  scans: false,
})
