import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { tryLock } from '@sextant/db/server/file-lock'

const prefix = 'sextant-training-'
const lockIn = (folder: string) => join(folder, 'in-use.lock')
/** Longer than it takes to put the lock into a folder just made. */
const youngMs = 60_000

/** Where a training keeps its files while it runs. `remove` takes all of it away. */
export interface TrainingFolder {
  path: string
  remove(): Promise<void>
}

/** Makes a folder below `parent` that is ours as long as this process lives, however it ends. */
export async function makeTrainingFolder(parent: string): Promise<TrainingFolder> {
  await mkdir(parent, { recursive: true })
  for (;;) {
    const path = await mkdtemp(join(parent, prefix))
    const lock = tryLock(lockIn(path))
    // Whoever sweeps came first, and takes it away.
    if (!lock) continue
    return {
      path,
      remove: async () => {
        lock.release()
        await rm(path, { recursive: true, force: true })
      },
    }
  }
}

/**
 * Takes away what trainings left below `parent` whose process was killed; those of the living stay, whichever trainer's they are. Answers
 * how many there were.
 */
export async function sweepTrainingFolders(parent: string): Promise<number> {
  const names = existsSync(parent) ? await readdir(parent) : []
  let swept = 0
  for (const name of names.filter(name => name.startsWith(prefix))) {
    const folder = join(parent, name)
    const found = await stat(folder).catch(() => null)
    if (!found) continue
    const isLocked = existsSync(lockIn(folder))
    if (!isLocked && Date.now() - found.mtimeMs < youngMs) continue
    const lock = isLocked ? tryLock(lockIn(folder)) : null
    if (lock === undefined) continue
    await rm(folder, { recursive: true, force: true })
    // Held to the last, so that nobody moves into a folder that is being taken away.
    lock?.release()
    swept += 1
  }
  return swept
}
