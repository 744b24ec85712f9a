import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { thumbnailKey } from '../attachments/attachments.queries'
import type { BlobStore } from '../blobs/blob-store'
import type { PostgresTools } from '../server/postgres-tools'
import { type ArchiveWriter, writeArchive } from './archive'
import { filePart, type Manifest, parts } from './backup.model'
import { BackupError } from './backup-error'
import { dumpDatabase, type KeptFile } from './dump-database'
import { sumsText } from './open-backup'

/**
 * Writes a backup of a database, and of the files on its records where a store of them is named, to a new file, which has its name only once it is whole and on the disk; one that is broken off leaves none. Throws `BackupError`.
 */
export async function takeBackup(
  path: string,
  ownerUrl: string,
  tools: Pick<PostgresTools, 'dump'>,
  stop: AbortSignal = new AbortController().signal,
  blobs?: BlobStore,
): Promise<Manifest> {
  if (existsSync(path)) throw new BackupError(`${path} is there already. Name another file.`)
  const unfinished = `${path}.unfinished-${process.pid}`
  try {
    await rm(unfinished, { force: true })
    const archive = await writeArchive(unfinished)
    try {
      const { files, ...dumped } = await dumpDatabase(
        ownerUrl,
        tools,
        dump => archive.add(parts.database, dump),
        stop,
      )
      const kept = blobs && (await addFiles(archive, blobs, files, stop))
      const manifest: Manifest = {
        format: 'sextant-backup',
        version: kept ? 2 : 1,
        ...dumped,
        ...(kept && { files: kept.files }),
      }
      const { sha256 } = await archive.add(
        parts.manifest,
        textStream(`${JSON.stringify(manifest, null, 2)}\n`),
      )
      const sums = { [parts.database]: dumped.database.sha256, ...kept?.sums, [parts.manifest]: sha256 }
      await archive.add(parts.sums, textStream(sumsText(sums)))
      await archive.finish()
      stop.throwIfAborted()
      await rename(unfinished, path)
      await syncFolder(dirname(path))
      return manifest
    } finally {
      await archive.close()
    }
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw stop.aborted ? stop.reason : asBackupError(path, error)
  }
}

/**
 * Adds the bytes of all files that the database of that moment names, each as its row says it is: one by one, as they come from the store. What is not there, or is something else, is
 * left out and counted, as is a file that was deleted for good since. Added is what the store has now under the key; nothing is ever written anew there.
 */
async function addFiles(
  archive: ArchiveWriter,
  blobs: BlobStore,
  files: readonly KeptFile[],
  stop: AbortSignal,
): Promise<{ files: NonNullable<Manifest['files']>; sums: Record<string, string> }> {
  const sums: Record<string, string> = {}
  const all = { count: 0, bytes: 0, lost: 0 }
  const add = async (key: string) => {
    const name = `${filePart}${key}`
    const { bytes, sha256 } = await archive.add(name, blobs.get(key))
    sums[name] = sha256
    all.count += 1
    all.bytes += bytes
  }
  for (const { key, bytes, sha256, hasSmall } of files) {
    stop.throwIfAborted()
    if ((await blobs.size(key)) !== bytes || (sha256 !== null && (await hashOf(blobs, key)) !== sha256)) {
      all.lost += 1
      continue
    }
    await add(key)
    if (hasSmall && (await blobs.size(thumbnailKey(key))) !== undefined) await add(thumbnailKey(key))
  }
  return { files: all, sums }
}

async function hashOf(blobs: BlobStore, key: string): Promise<string> {
  const hash = new Bun.CryptoHasher('sha256')
  for await (const piece of blobs.get(key)) hash.update(piece)
  return hash.digest('hex')
}

async function* textStream(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

/** Where the system lets it: then a power cut cannot take the name away again. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r')
    await folder.sync().finally(() => folder.close())
  } catch {
    // Not every system has a folder be written out by itself.
  }
}

function asBackupError(path: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG')
    return new BackupError(`The disk that holds ${path} is full. Nothing is left there of this backup.`)
  if (code === 'ENOENT' || code === 'EACCES' || code === 'ENOTDIR' || code === 'EROFS')
    return new BackupError(`${path} cannot be written (${code}).`)
  return error
}
