import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tryLock } from '@sextant/db/server/file-lock'
import { runningPostgres, stopPostgres } from '@sextant/db/server/running-postgres'
import { type DataFolder, openDataFolder } from './data-folder'
import { beTheOnlyOne } from './only-one'
import { UsageError } from './options'
import { loadSecrets, type Secrets } from './secrets'

const MARK = 'restore-unfinished'
/** What stands while a restore is under way: its mark, and the lock by which others know. */
const own = [MARK, 'run']

/** Whether a restore into this folder was broken off: nothing in it is to be used. */
export const isHalfRestored = (root: string): boolean => existsSync(join(root, MARK))

/** Throws `UsageError` unless the folder is empty, absent, or what a restore that was broken off has left. */
export function refuseUsedFolder(root: string): void {
  const names = existsSync(root) ? list(root) : []
  if (names.length === 0) return
  const lockFile = join(root, 'run', 'supervisor.lock')
  const lock = existsSync(lockFile) ? tryLock(lockFile) : undefined
  if (existsSync(lockFile) && !lock)
    throw new UsageError(`A Sextant is running in ${root}. Restore into a fresh folder: --data FOLDER.`)
  lock?.release()
  if (!names.includes(MARK))
    throw new UsageError(
      `${root} is not empty (it holds ${names.slice(0, 3).join(', ')}). Restore into a fresh folder: --data FOLDER.`,
    )
}

/** Takes a fresh folder for a restore. Until `done` is called no start will use it; `undo` leaves it as it was. */
export async function takeFolder(
  root: string,
): Promise<{ folder: DataFolder; done: () => void; undo: () => void }> {
  refuseUsedFolder(root)
  const isNew = !existsSync(root)
  mkdirSync(join(root, 'run'), { recursive: true, mode: 0o700 })
  writeFileSync(join(root, MARK), 'bun run restore is filling this folder, or was broken off.\n')
  beTheOnlyOne(join(root, 'run'), 'a restore')
  const leftOver = runningPostgres(join(root, 'postgres'))
  if (leftOver) await stopPostgres(leftOver)
  for (const name of list(root))
    if (!own.includes(name)) rmSync(join(root, name), { recursive: true, force: true })
  return {
    folder: openDataFolder(root),
    done: () => rmSync(join(root, MARK)),
    undo: () => {
      for (const name of [...list(root).filter(name => name !== MARK), MARK])
        rmSync(join(root, name), { recursive: true, force: true })
      if (isNew) rmdirSync(root)
    },
  }
}

function list(root: string): string[] {
  try {
    return readdirSync(root)
  } catch (error) {
    throw new UsageError(`${root} cannot be used as a folder (${(error as NodeJS.ErrnoException).code}).`)
  }
}

/** Puts saved secrets into a data folder; where there are none, new ones are made. Throws an Error when they are damaged. */
export function bringSecrets(root: string, file: string | undefined): Secrets {
  if (file) writeFileSync(join(root, 'secrets.json'), readFileSync(file), { mode: 0o600, flush: true })
  return loadSecrets(root)
}
