import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs'
import { join, resolve } from 'node:path'

// Below this the databases would soon stop in the middle of something.
const NEEDED_BYTES = 100 * 1024 * 1024

/** The folders below a data folder, all absolute. */
export type DataFolder = {
  root: string
  logs: string
  run: string
  postgres: string
  temporal: string
  files: string
}

/** The data folder cannot be used; the message says what to do. */
class DataFolderError extends Error {
  override name = 'DataFolderError'
}

/** Makes the data folder for its owner's eyes only, with the folders in it. Throws `DataFolderError`. */
export function openDataFolder(path: string): DataFolder {
  const root = resolve(path)
  const folder = {
    root,
    logs: join(root, 'logs'),
    run: join(root, 'run'),
    postgres: join(root, 'postgres'),
    temporal: join(root, 'temporal'),
    files: join(root, 'files'),
  }
  try {
    const made = [root, folder.logs, folder.run, folder.temporal, folder.files]
    for (const each of made) mkdirSync(each, { recursive: true, mode: 0o700 })
    for (const each of made) accessSync(each, constants.W_OK | constants.X_OK)
    const disk = statfsSync(root)
    if (disk.bavail * disk.bsize < NEEDED_BYTES) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
  } catch (error) {
    const fault = error as NodeJS.ErrnoException
    throw unusable(fault.path ?? root, fault)
  }
  return folder
}

function unusable(root: string, error: NodeJS.ErrnoException): DataFolderError {
  if (error.code === 'ENOSPC' || error.code === 'EDQUOT')
    return new DataFolderError(
      `The disk that holds ${root} is full: less than 100 MB are left. Free some space, or put the data elsewhere with --data.`,
    )
  if (error.code === 'ENOTDIR' || error.code === 'EEXIST')
    return new DataFolderError(`${root} is a file, or lies below one. Choose another folder with --data.`)
  return new DataFolderError(
    `The data folder ${root} cannot be written (${error.code}). Give yourself the right to, or choose another with --data or SEXTANT_DATA.`,
  )
}
