import type { Dirent } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { BlobGone, type BlobStore, type ByteRange, checkKey, diskFull, storeAway } from './blob-store'

const readBytes = 256 * 1024
/** No key begins so: what lies there has no name yet. */
const unfinished = '.unfinished'

/** Keeps blobs in a folder: written beside, brought to the disk, and only then given their name. */
export function folderStore(path: string): BlobStore {
  const root = resolve(path)
  const placeOf = (key: string) => {
    checkKey(key)
    return join(root, ...key.split('/'))
  }
  return {
    async put(key, bytes) {
      const place = placeOf(key)
      const beside = join(root, unfinished, crypto.randomUUID())
      try {
        await whole(mkdir(dirname(beside), { recursive: true, mode: 0o700 }))
        const file = await whole(open(beside, 'wx', 0o600))
        try {
          for await (const piece of bytes) await whole(writeAll(file, piece))
          await whole(file.sync())
        } finally {
          await file.close()
        }
        await whole(mkdir(dirname(place), { recursive: true, mode: 0o700 }))
        await whole(rename(beside, place))
        await syncFolder(dirname(place))
      } catch (error) {
        await rm(beside, { force: true }).catch(() => undefined)
        throw error
      }
    },

    async *get(key, range) {
      const file = await open(placeOf(key), 'r').catch(error => {
        throw codeOf(error) === 'ENOENT' ? new BlobGone(key) : faultOf(error)
      })
      yield* pieces(file, range)
    },

    async size(key) {
      try {
        return (await stat(placeOf(key))).size
      } catch (error) {
        if (codeOf(error) === 'ENOENT') return undefined
        throw faultOf(error)
      }
    },

    drop: key => whole(rm(placeOf(key), { force: true })),

    async *list(prefix) {
      for (const name of await filesBelow(root)) {
        const key = relative(root, name).split(sep).join('/')
        if (!key.startsWith(prefix) || key.startsWith(unfinished)) continue
        const found = await stat(name).catch(() => undefined)
        if (found) yield { key, bytes: found.size }
      }
    },

    async dropUnfinished(before) {
      let dropped = 0
      for (const name of await filesBelow(join(root, unfinished))) {
        const begun = await stat(name).catch(() => undefined)
        if (!begun || begun.mtime >= before) continue
        await rm(name, { force: true })
        dropped += 1
      }
      return dropped
    },
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at)).bytesWritten
}

async function* pieces(file: FileHandle, range?: ByteRange): AsyncGenerator<Uint8Array> {
  try {
    const end = range ? range.last + 1 : Number.POSITIVE_INFINITY
    for (let at = range?.first ?? 0; at < end; ) {
      const most = Math.min(readBytes, end - at)
      const { bytesRead, buffer } = await whole(file.read(new Uint8Array(most), 0, most, at))
      if (bytesRead === 0) return
      at += bytesRead
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error): Dirent[] => {
    if (codeOf(error) === 'ENOENT') return []
    throw faultOf(error)
  })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
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

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | undefined)?.code ?? '')

const whole = <T>(work: Promise<T>): Promise<T> =>
  work.catch(error => {
    throw faultOf(error)
  })

const faultOf = (error: unknown) =>
  ['ENOSPC', 'EDQUOT'].includes(codeOf(error)) ? diskFull() : storeAway(codeOf(error) || String(error))
