import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FileLock, tryLock } from '@sextant/db/server/file-lock'
import { UsageError } from './options'

// Kept for as long as the process lives: a lock that nothing refers to would be collected, and so let go.
const held: FileLock[] = []

/** Holds the data folder for this process as long as it lives, saying what it does. Throws `UsageError` when another has it. */
export function beTheOnlyOne(run: string, what: string): void {
  const note = join(run, 'supervisor.txt')
  const lock = tryLock(join(run, 'supervisor.lock'))
  if (!lock)
    throw new UsageError(
      `Sextant is running on this data folder already (${readNote(note)}). Stop it first, or choose another folder with --data and another --port.`,
    )
  held.push(lock)
  writeFileSync(note, `process ${process.pid}, ${what}`, { mode: 0o600 })
}

function readNote(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return 'it is just starting'
  }
}
