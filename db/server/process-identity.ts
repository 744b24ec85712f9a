import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Whether a process with this id exists (also when it belongs to another user). A zombie counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return stat(pid)?.state !== 'Z'
}

/**
 * The command line of a living process, its arguments parted by spaces; empty when there is no such process.
 * A process id alone is no identity: ids are used again, so whoever kills by id asks this first.
 */
export function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return fromPs(pid, 'command=')
  }
}

/** When the process began, in whatever unit the system gives: only good for comparing with an earlier answer. */
export function beginningOf(pid: number): string {
  return stat(pid)?.startTime ?? fromPs(pid, 'lstart=')
}

/** The id of a living process' group, where the system tells; a process that leads one has the same. */
export function groupOf(pid: number): number | undefined {
  return stat(pid)?.group
}

function stat(pid: number): { state: string; group: number; startTime: string } | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the program's name in brackets, and may itself hold spaces and brackets.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return { state: fields[0] ?? '', group: Number(fields[2]), startTime: fields[19] ?? '' }
  } catch {
    return undefined
  }
}

function fromPs(pid: number, column: string): string {
  if (process.platform === 'linux') return ''
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', column], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return ''
  }
}
