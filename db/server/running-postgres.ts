import { existsSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { childrenOf } from './process-activity'
import { commandOf, isAlive } from './process-identity'

/** A server as its `postmaster.pid` describes it. */
export type RunningPostgres = { pid: number; port: number; ready: boolean }

const FAST_STOP_LIMIT_MS = 30_000
const BACKENDS_LIMIT_MS = 10_000
const FORCED_STOP_LIMIT_MS = 2_000

/** The server that runs in this data folder, or `undefined`; a pid file whose process is gone or is another program does not count. */
export function runningPostgres(dataFolder: string): RunningPostgres | undefined {
  let lines: string[]
  try {
    lines = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  if (!(pid > 1) || !isAlive(pid) || !isPostgresOf(pid, dataFolder)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/**
 * Removes a pid file whose number Postgres would take for a living server although it is none: another program has the
 * number now, or it is a zombie that nobody has collected yet. A file whose process is simply gone stays: by it Postgres
 * itself finds backends of the old server that live on. Where it is removed, those are waited for here.
 */
export async function forgetStalePid(dataFolder: string): Promise<void> {
  const path = join(dataFolder, 'postmaster.pid')
  if (!existsSync(path) || runningPostgres(dataFolder)) return
  if (!isTaken(Number.parseInt(readFileSync(path, 'utf8'), 10))) return
  for (let waitedMs = 0; waitedMs < BACKENDS_LIMIT_MS && hasBackends(dataFolder); waitedMs += 50)
    await Bun.sleep(50)
  rmSync(path, { force: true })
}

function isTaken(pid: number): boolean {
  try {
    return pid > 1 && process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Backends work in the data folder: that is how they are known when their postmaster is gone. */
function hasBackends(dataFolder: string): boolean {
  if (process.platform !== 'linux') return false
  const folder = realpathSync(dataFolder)
  return readdirSync('/proc').some(name => {
    if (!/^\d+$/.test(name) || !isAlive(Number(name))) return false
    try {
      return readlinkSync(`/proc/${name}/cwd`) === folder && commandOf(Number(name)).startsWith('postgres')
    } catch {
      return false
    }
  })
}

function isPostgresOf(pid: number, dataFolder: string): boolean {
  const command = commandOf(pid)
  return (
    /postgres/.test(command) && (command.includes(dataFolder) || command.includes(realpathSync(dataFolder)))
  )
}

/** Stops a server: open transactions are rolled back, the data is written out. Waits until it is gone. */
export async function stopPostgres(server: { pid: number }): Promise<void> {
  send(server.pid, 'SIGINT')
  for (let waitedMs = 0; isAlive(server.pid); waitedMs += 25) {
    // An immediate stop loses nothing: the next start replays the write-ahead log.
    if (waitedMs === FAST_STOP_LIMIT_MS) send(server.pid, 'SIGQUIT')
    await Bun.sleep(25)
  }
}

/**
 * Ends a server that does not answer, and that may be stopped by a signal. Nothing committed is lost: the next start replays the write-ahead
 * log. It is first asked for an immediate stop, by which it takes its backends and its shared memory along.
 */
export async function forcePostgres(pid: number): Promise<void> {
  const backends = childrenOf(pid)
  send(pid, 'SIGQUIT')
  send(pid, 'SIGCONT')
  for (let waitedMs = 0; isAlive(pid); waitedMs += 25) {
    if (waitedMs >= FORCED_STOP_LIMIT_MS) for (const one of [pid, ...backends]) send(one, 'SIGKILL')
    await Bun.sleep(25)
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It was already gone, which is what was wanted.
  }
}
