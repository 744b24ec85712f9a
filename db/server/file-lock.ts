import { Database } from 'bun:sqlite'
import { chmodSync } from 'node:fs'

/** A lock that is held until `release` is called or the process ends, however it ends. */
export type FileLock = { release(): void }

/**
 * Takes the lock at `path`, or gives `undefined` when another process holds it.
 *
 * It is an exclusive transaction on an empty SQLite file, so the system itself drops it when its holder is
 * killed: a lock file with a process id in it would have to be judged stale, and two judges can both be right.
 */
export function tryLock(path: string): FileLock | undefined {
  const database = new Database(path, { create: true })
  try {
    database.run('PRAGMA journal_mode = MEMORY')
    database.run('BEGIN EXCLUSIVE')
    chmodSync(path, 0o600)
  } catch (error) {
    database.close()
    if (/locked|busy/i.test(String(error))) return undefined
    throw error
  }
  return { release: () => database.close() }
}

/**
 * Runs `work` alone among all processes that use this lock, and waits for its turn; `onWait` is told once when it has to.
 * Throws the reason of `stop` when that comes before the turn.
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
  onWait?: () => void,
  stop?: AbortSignal,
): Promise<T> {
  let lock = tryLock(path)
  if (!lock) onWait?.()
  while (!lock) {
    await Bun.sleep(100)
    stop?.throwIfAborted()
    lock = tryLock(path)
  }
  try {
    return await work()
  } finally {
    lock.release()
  }
}
