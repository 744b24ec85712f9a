import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { constants } from 'node:os'
import { activityOf } from '@sextant/db/server/process-activity'
import { hangs, type Sight } from './hung.rules'
import { logSince, logSize, logTail, rotateLog } from './log-file'
import type { Part, Running } from './part'
import { signalGroup, stopGroup } from './process-group'

/** How a child process becomes a part. `isReady` is asked with what the process has logged since it was started. */
export type ProcessPartOptions = {
  name: string
  after: string[]
  once?: true
  logFile: string
  /** The command line; may have to be fetched first. */
  command(report: (doing: string) => void, stop: AbortSignal): Promise<string[]> | string[]
  environment: Record<string, string | undefined>
  /** Default: a log line with `"msg":"ready"`. */
  isReady?(logged: string): Promise<boolean> | boolean
  healthy?(): Promise<boolean>
  busyMs?: number
  readyLimitMs?: number
}

const ASK_MS = 50
/** A part that is at work, on a machine that has no time for it, may take so many times its limit to be ready. */
const MOST_OF_LIMIT = 5

/** A part that is a child process: a process group of its own, whose output goes straight to its log file. */
export function processPart(options: ProcessPartOptions): Part {
  return {
    name: options.name,
    after: options.after,
    once: options.once,
    healthy: options.healthy,
    busyMs: options.busyMs,
    logFile: options.logFile,
    async launch(report, stop) {
      const command = await options.command(report, stop)
      rotateLog(options.logFile)
      const from = logSize(options.logFile)
      const child = start(command, options)
      const exited = exitOf(child)
      const ready = options.once
        ? untilDone(exited, options, from, report)
        : untilReady(child.pid ?? 0, exited, options, from, report)
      return running(child, exited, ready)
    },
  }
}

// The file is the child's own: it neither fills a pipe nor dies of a broken one when the supervisor is killed.
function start([program = '', ...args]: string[], options: ProcessPartOptions): ChildProcess {
  const log = openSync(options.logFile, 'a', 0o600)
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log, log],
    env: options.environment as NodeJS.ProcessEnv,
  })
  closeSync(log)
  return child
}

function running(child: ChildProcess, exited: Promise<number>, ready: Promise<void>): Running {
  // Whoever stops a part that is still starting does not wait for `ready`.
  ready.catch(() => undefined)
  const pid = child.pid ?? 0
  return {
    pid,
    ready,
    exited,
    stop: graceMs => (pid === 0 ? Promise.resolve() : stopGroup(pid, graceMs)),
    kill: () => (pid === 0 ? undefined : signalGroup(pid, 'SIGKILL')),
    force: async () => (pid === 0 ? undefined : signalGroup(pid, 'SIGKILL')),
  }
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise(done => {
    child.on('exit', (code, signal) => done(code ?? 128 + (signal ? constants.signals[signal] : 0)))
    child.on('error', () => done(127))
  })
}

async function untilDone(
  exited: Promise<number>,
  options: ProcessPartOptions,
  from: number,
  report: (doing: string) => void,
): Promise<void> {
  const listening = setInterval(
    () => report(lastMessage(logSince(options.logFile, from)) ?? 'working'),
    1_000,
  )
  const code = await exited
  clearInterval(listening)
  if (code !== 0) throw ended(options, code, from)
}

/** What a part last said in its structured log: its `text` where it has one, otherwise its `msg`. */
function lastMessage(logged: string): string | undefined {
  const line = logged.trimEnd().split('\n').at(-1) ?? ''
  try {
    const { text, msg } = JSON.parse(line)
    return String(text ?? msg).slice(0, 80)
  } catch {
    return undefined
  }
}

async function untilReady(
  pid: number,
  exited: Promise<number>,
  options: ProcessPartOptions,
  from: number,
  report: (doing: string) => void,
): Promise<void> {
  const isReady = options.isReady ?? (logged => /"msg":\s*"ready"/.test(logged))
  const limitMs = options.readyLimitMs ?? 120_000
  const began = performance.now()
  let code: number | undefined
  exited.then(status => {
    code = status
  })
  report('starting')
  while (!(await isReady(logSince(options.logFile, from)))) {
    if (code !== undefined) throw ended(options, code, from)
    const tookMs = performance.now() - began
    if (tookMs > limitMs && (tookMs > MOST_OF_LIMIT * limitMs || !(await isAtWork(pid))))
      throw new Error(
        `was not ready within ${Math.round(tookMs / 1000)} s\n${logTail(options.logFile, 10, from)}`,
      )
    await Bun.sleep(ASK_MS)
  }
}

/** Looks for a few seconds whether a process does anything. */
async function isAtWork(pid: number): Promise<boolean> {
  const sights: (Sight | undefined)[] = []
  for (let looks = 0; looks < 4; looks += 1) {
    const seen = activityOf(pid)
    if (!seen) return false
    sights.push({ ...seen, atMs: performance.now() })
    await Bun.sleep(1_000)
  }
  return !hangs(sights)
}

function ended(options: ProcessPartOptions, code: number, from: number): Error {
  return new Error(`ended with status ${code}\n${logTail(options.logFile, 15, from)}`)
}
