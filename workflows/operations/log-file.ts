import {
  closeSync,
  copyFileSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs'

const LIMIT_BYTES = 16 * 1024 * 1024
const KEPT = 3

/** The size of a log now, to read from there later. */
export function logSize(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

/** What a log has got since it was `from` bytes long, at most the last 64 kB. A log that was rotated since is read from its start. */
export function logSince(path: string, from: number): string {
  const size = logSize(path)
  const start = Math.max(from > size ? 0 : from, size - 64 * 1024)
  if (size <= start) return ''
  const buffer = Buffer.alloc(size - start)
  const file = openSync(path, 'r')
  try {
    readSync(file, buffer, 0, buffer.length, start)
  } finally {
    closeSync(file)
  }
  return buffer.toString()
}

/** The last lines of a log. */
export function logTail(path: string, lines: number, from = 0): string {
  return logSince(path, from).trimEnd().split('\n').slice(-lines).join('\n')
}

/**
 * Keeps a log within its size: what is there moves to `.1`, and the older ones one further. The writer has the file open for
 * appending and writes on at the new end, so the parts need not know, and may outlive the supervisor. Where that cannot be done, as on a
 * full disk, the log stays as it is until the next time: no part stops for its log.
 */
export function rotateLog(path: string, limitBytes = LIMIT_BYTES): void {
  try {
    if (logSize(path) >= limitBytes) moveAside(path)
  } catch {
    rmSync(`${path}.1`, { force: true })
  }
}

function moveAside(path: string): void {
  for (let number = KEPT - 1; number >= 1; number--)
    if (statSync(`${path}.${number}`, { throwIfNoEntry: false }))
      renameSync(`${path}.${number}`, `${path}.${number + 1}`)
  copyFileSync(path, `${path}.1`)
  truncateSync(path)
}
