import { readdirSync, readFileSync } from 'node:fs'

/** What a process and all it has started are doing in this moment. */
export interface Activity {
  /** Stopped by a signal (SIGSTOP): it does nothing until somebody lets it go on. */
  stopped: boolean
  /** One of its threads, or of its children's, runs, waits for a processor, or waits for a disk. */
  wantsToRun: boolean
  /** Processor time that all of them have used so far, in milliseconds. */
  usedMs: number
}

/** Of Linux, whatever the kernel's own clock is. */
const MS_PER_TICK = 10

/** What a process is doing; undefined where the system does not tell (other than Linux), and when there is no such process. */
export function activityOf(pid: number): Activity | undefined {
  if (process.platform !== 'linux') return undefined
  const own = statOf(`/proc/${pid}/stat`)
  if (!own) return undefined
  const family = familyOf(pid)
  return {
    stopped: own.state === 'T',
    wantsToRun: family.some(member => statesOf(member).some(state => state === 'R' || state === 'D')),
    usedMs: family.reduce((sum, member) => sum + (statOf(`/proc/${member}/stat`)?.usedMs ?? 0), 0),
  }
}

/** The processes that a process has started, and that these have. */
export function childrenOf(pid: number): number[] {
  return familyOf(pid).filter(member => member !== pid)
}

function familyOf(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of namesIn('/proc')) {
    const parent = /^\d+$/.test(name) ? statOf(`/proc/${name}/stat`)?.parent : undefined
    if (parent !== undefined) parents.set(Number(name), parent)
  }
  const family = [pid]
  for (const member of family)
    for (const [child, parent] of parents) if (parent === member) family.push(child)
  return family
}

const statesOf = (pid: number): string[] =>
  namesIn(`/proc/${pid}/task`).flatMap(thread => statOf(`/proc/${pid}/task/${thread}/stat`)?.state ?? [])

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function statOf(path: string): { state: string; parent: number; usedMs: number } | undefined {
  try {
    const line = readFileSync(path, 'utf8')
    // The second field is the program's name in brackets, and may itself hold spaces and brackets.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    return {
      state: fields[0] ?? '',
      parent: Number(fields[1]),
      usedMs: (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK,
    }
  } catch {
    return undefined
  }
}
