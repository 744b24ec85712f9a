import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { PostgresTools } from '../server/postgres-tools'
import { writeArchive } from './archive'
import { type Manifest, parts } from './backup.model'
import { BackupError } from './backup-error'
import { dumpDatabase } from './dump-database'
import { sumsText } from './open-backup'

/**
 * Writes a backup of a database to a new file, which has its name only once it is whole and on the disk; one that is broken off leaves none. Throws `BackupError`.
 */
export async function takeBackup(
  path: string,
  ownerUrl: string,
  tools: Pick<PostgresTools, 'dump'>,
  stop: AbortSignal = new AbortController().signal,
): Promise<Manifest> {
  if (existsSync(path)) throw new BackupError(`${path} is there already. Name another file.`)
  const unfinished = `${path}.unfinished-${process.pid}`
  try {
    await rm(unfinished, { force: true })
    const archive = await writeArchive(unfinished)
    try {
      const dumped = await dumpDatabase(ownerUrl, tools, dump => archive.add(parts.database, dump), stop)
      const manifest: Manifest = { format: 'sextant-backup', version: 1, ...dumped }
      const { sha256 } = await archive.add(
        parts.manifest,
        textStream(`${JSON.stringify(manifest, null, 2)}\n`),
      )
      const sums = { [parts.database]: dumped.database.sha256, [parts.manifest]: sha256 }
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
